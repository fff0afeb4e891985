/** The scene's items as buttons above the canvas: crisp text, reached by pointer and keyboard, updated in place so that focus stays. */
import type { Item } from './shape.ts';

interface Shown {
  readonly element: HTMLElement;
  item: Item;
}

export class StageItems {
  readonly #root: HTMLElement;
  readonly #onChoose: (key: string) => void;
  readonly #shown = new Map<string, Shown>();
  #chosen: string | null = null;

  /** @param onChoose hears the key of an item that was pressed */
  constructor(root: HTMLElement, onChoose: (key: string) => void) {
    this.#root = root;
    this.#onChoose = onChoose;
    root.addEventListener('keydown', (event) => this.#onKey(event));
  }

  show(items: readonly Item[]): void {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, { element }] of this.#shown) {
      if (keys.has(key)) continue;
      // Whoever was there is led to what stays, not to the page's beginning.
      if (element === document.activeElement) this.#focusFirst(element);
      element.remove();
      this.#shown.delete(key);
    }
    for (const item of items) this.#showOne(item);
    this.#keepOneTabStop();
  }

  /** Marks the item whose story is told; null for none. */
  choose(key: string | null): void {
    this.#chosen = key;
    for (const [each, { element }] of this.#shown) {
      if (element instanceof HTMLButtonElement) element.setAttribute('aria-pressed', String(each === key));
    }
  }

  #showOne(item: Item): void {
    const shown = this.#shown.get(item.key);
    if (shown !== undefined && isSame(shown.item, item)) return;
    const element = shown?.element ?? this.#create(item);
    this.#shown.set(item.key, { element, item });
    fill(element, item);
  }

  #create({ key, spoken }: Item): HTMLElement {
    // What has nothing to say aloud stands beside something that says it.
    const element = document.createElement(spoken === '' ? 'span' : 'button');
    const parts = ['title', 'count', 'lines', 'level'].map((part) => {
      return Object.assign(document.createElement('span'), { className: `item-${part}` });
    });
    element.append(...parts);
    element.dataset['key'] = key;
    if (element instanceof HTMLButtonElement) {
      element.type = 'button';
      element.tabIndex = -1;
      element.setAttribute('aria-pressed', String(key === this.#chosen));
      element.addEventListener('click', () => this.#onChoose(key));
    } else element.ariaHidden = 'true';
    this.#root.append(element);
    return element;
  }

  /** One stop for Tab; arrow keys go on from there (WAI-ARIA Authoring Practices, roving tabindex). */
  #keepOneTabStop(): void {
    const buttons = this.#buttons();
    if (buttons.some(({ tabIndex }) => tabIndex === 0)) return;
    const first = buttons[0];
    if (first) first.tabIndex = 0;
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : by === undefined ? undefined : at + by;
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    this.#focus(buttons.at(to % buttons.length));
  }

  #focusFirst(except: HTMLElement): void {
    this.#focus(this.#buttons().find((button) => button !== except));
  }

  #focus(button: HTMLButtonElement | undefined): void {
    if (button === undefined) return;
    for (const each of this.#buttons()) each.tabIndex = each === button ? 0 : -1;
    button.focus();
  }

  #buttons(): readonly HTMLButtonElement[] {
    return [...this.#root.querySelectorAll('button')];
  }
}

function isSame(one: Item, other: Item): boolean {
  return (
    one.title === other.title &&
    one.count === other.count &&
    one.look === other.look &&
    one.level === other.level &&
    one.spoken === other.spoken &&
    one.colour === other.colour &&
    one.lines.join('\n') === other.lines.join('\n') &&
    (['x', 'y', 'width', 'height'] as const).every((edge) => one.place[edge] === other.place[edge])
  );
}

function fill(element: HTMLElement, item: Item): void {
  const { x, y, width, height } = item.place;
  element.className = `item item-${item.kind} ${item.look}`;
  element.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px;--item:var(--${item.colour})`;
  if (item.spoken !== '') element.ariaLabel = item.spoken;
  const [title, count, lines, level] = element.children as unknown as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  title.textContent = item.title;
  count.textContent = item.count;
  lines.textContent = item.lines.join('\n');
  level.hidden = item.level === null;
  level.style.setProperty('--level', String(item.level ?? 0));
}
