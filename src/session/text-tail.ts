/** The end of a program's output, kept for checks. */

/** Enough for a check's search; a flood must not grow the page. */
const KEPT_CHARACTERS = 64 * 1024;

export class TextTail {
  #text = '';

  get text(): string {
    return this.#text;
  }

  append(text: string): void {
    const all = this.#text + text;
    this.#text = all.length > KEPT_CHARACTERS ? all.slice(-KEPT_CHARACTERS) : all;
  }
}
