/** Makes a link to chosen questions, and prints what the page has open. */
import { chosenItems, itemsLink } from '../model/items-link.ts';
import { copyField } from '../../share/ui/copy-field.ts';
import { partOf, query } from '../../../components/kit/query.ts';

class QuizChooser extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const { keys } = chosenItems(
      new URLSearchParams(location.search).get('items'),
      this.#boxes.map(({ value }) => value),
    );
    for (const box of this.#boxes) box.checked = keys.includes(box.value);
    const actions: Readonly<Record<string, () => void>> = {
      all: () => this.#check(true),
      none: () => this.#check(false),
      copy: () => void this.#copy(),
      print: () => print(),
    };
    for (const [name, act] of Object.entries(actions))
      this.querySelector(`[data-action=${name}]`)?.addEventListener('click', act, { signal });
    partOf(this, 'link').addEventListener('focus', () => this.#link.select(), { signal });
    this.addEventListener('change', () => this.#show(), { signal });
    addEventListener('beforeprint', () => this.#preparePrint(), { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #boxes(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('.quiz-pick input')];
  }

  get #link(): HTMLInputElement {
    return partOf(this, 'link', HTMLInputElement);
  }

  #check(isChosen: boolean): void {
    for (const box of this.#boxes) box.checked = isChosen;
    this.#show();
  }

  #show(): void {
    const chosen = this.#boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const isAll = chosen.length === this.#boxes.length;
    const link = isAll ? location.pathname : itemsLink(location.pathname, chosen);
    this.#link.value = chosen.length === 0 ? '' : new URL(link, location.href).href;
    const open = partOf(this, 'open', HTMLAnchorElement);
    open.href = link;
    const isNone = chosen.length === 0;
    query(this, '[data-action=copy]', HTMLButtonElement).disabled = isNone;
    open.hidden = isNone;
    partOf(this, 'said').textContent = isNone ? 'Choose at least one question.' : '';
  }

  async #copy(): Promise<void> {
    partOf(this, 'said').textContent = await copyField(this.#link);
  }

  /** What is closed on the screen would be closed on paper. */
  #preparePrint(): void {
    const withAnswers = partOf(this, 'with-answers', HTMLInputElement).checked;
    document.documentElement.toggleAttribute('data-print-answers', withAnswers);
    for (const answer of document.querySelectorAll<HTMLDetailsElement>('.quiz-answer')) answer.open = withAnswers;
  }
}

customElements.define('quiz-chooser', QuizChooser);
