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
    // From the last to the first: a newcomer stands before what comes after it, and nobody else is moved.
    let next: HTMLElement | null = null;
    for (const item of items.toReversed()) next = this.#showOne(item, next);
    this.#keepOneTabStop();
  }

  /** Marks the item whose story is told; null for none. */
  choose(key: string | null): void {
    this.#chosen = key;
    for (const [each, { element }] of this.#shown) {
      if (element instanceof HTMLButtonElement) element.setAttribute('aria-pressed', String(each === key));
    }
  }

  #showOne(item: Item, next: HTMLElement | null): HTMLElement {
    const shown = this.#shown.get(item.key);
    if (shown !== undefined && isSame(shown.item, item)) return shown.element;
    const element = shown?.element ?? this.#root.insertBefore(this.#create(item), next);
    this.#shown.set(item.key, { element, item });
    fill(element, item);
    return element;
  }

  #create({ key, spoken }: Item): HTMLElement {
    // What has nothing to say aloud stands beside something that says it.
    const element = document.createElement(spoken === '' ? 'span' : 'button');
    const parts = ['title', 'count', 'unit visually-hidden', 'lines', 'level'].map((part) => {
      return Object.assign(document.createElement('span'), { className: `item-${part}` });
    });
    // Spaces, or a screen reader would join the words.
    element.append(...parts.flatMap((part) => [part, ' ']));
    element.dataset['key'] = key;
    if (element instanceof HTMLButtonElement) {
      element.type = 'button';
      element.tabIndex = -1;
      element.setAttribute('aria-pressed', String(key === this.#chosen));
      element.addEventListener('click', () => this.#onChoose(key));
    }
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
  // Moved by `translate`, which shifts no layout: the picture plays by itself.
  element.style.cssText = `translate:${x}px ${y}px;width:${width}px;height:${height}px;--item:var(--${item.colour})`;
  // Its name is what it shows; what stands beside it in the picture is its description.
  if (item.spoken !== '') element.setAttribute('aria-description', item.spoken);
  const [title, count, unit, lines, level] = [...element.children] as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  title.textContent = item.title;
  count.textContent = item.count;
  unit.textContent = item.count === '' ? '' : 'requests';
  lines.textContent = item.lines.join('\n');
  level.hidden = item.level === null;
  level.style.setProperty('--level', String(item.level ?? 0));
}
