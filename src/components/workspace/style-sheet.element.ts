/**
 * What editor and terminal get for the style elements that they make: its text becomes a constructed sheet of where it stands, so
 * that the page's policy can refuse every style element whose text no server sent. scripts/late-styles.ts puts it in their place.
 */
class StyleSheet extends HTMLElement {
  readonly sheet = new CSSStyleSheet();
  #text = '';
  #root: DocumentOrShadowRoot | undefined;

  connectedCallback(): void {
    this.hidden = true;
    const root = this.getRootNode() as Document | ShadowRoot;
    this.#root = root;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.sheet];
  }

  disconnectedCallback(): void {
    if (this.#root === undefined) return;
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((each) => each !== this.sheet);
    this.#root = undefined;
  }

  override get textContent(): string {
    return this.#text;
  }

  override set textContent(text: string) {
    this.#text = text;
    this.sheet.replaceSync(text);
  }

  set media(media: string) {
    this.sheet.media.mediaText = media;
  }
}

customElements.define('style-sheet', StyleSheet);

export function createStyleSheet(): HTMLElement {
  return document.createElement('style-sheet');
}
