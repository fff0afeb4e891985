/** The tabs of files and the field of each: there for a step's files from the start, made for those that come later. */
import { markTab } from './tabs.ts';

export class FilePanels {
  readonly #editor: HTMLElement;
  /** Never used twice, so that an id stays with its file. */
  #made = 0;

  constructor(editor: HTMLElement) {
    this.#editor = editor;
  }

  get #tablist(): HTMLElement {
    return this.#editor.querySelector('[role=tablist]') as HTMLElement;
  }

  get panels(): readonly HTMLElement[] {
    return [...this.#editor.querySelectorAll<HTMLElement>('.file')];
  }

  get #tabs(): readonly HTMLElement[] {
    return [...this.#tablist.querySelectorAll<HTMLElement>('[role=tab]')];
  }

  field(path: string): HTMLTextAreaElement | null {
    return this.panels.find((panel) => panel.dataset['path'] === path)?.querySelector('textarea') ?? null;
  }

  /** The file whose field an event came from; undefined where it came from anything else in the editor. */
  fieldOf(target: EventTarget | null): { readonly path: string; readonly field: HTMLTextAreaElement } | undefined {
    for (const panel of this.panels) {
      const { path } = panel.dataset;
      const field = path === undefined ? null : this.field(path);
      if (path !== undefined && field !== null && field === target) return { path, field };
    }
    return undefined;
  }

  /** A tab for each file, in their order, and none for others. Focus goes on to the tab that is chosen next. */
  keep(paths: readonly string[]): void {
    const wanted = new Set(paths);
    for (const gone of [...this.#tabs, ...this.panels].filter(({ dataset }) => !wanted.has(dataset['path'] ?? '')))
      gone.remove();
    const tabs = new Map(this.#tabs.map((tab) => [tab.dataset['path'], tab]));
    for (const [index, path] of paths.entries()) {
      const tab = tabs.get(path) ?? this.#makeTab(path);
      if (this.#tablist.children[index] !== tab) this.#tablist.insertBefore(tab, this.#tablist.children[index] ?? null);
    }
  }

  /** Makes the file's field where it has none yet. */
  show(path: string, text: string): void {
    const tab = this.#tabs.find(({ dataset }) => dataset['path'] === path);
    if (tab === undefined) return;
    if (this.field(path) === null) this.#makePanel(path, text, tab);
    for (const panel of this.panels) panel.hidden = panel.dataset['path'] !== path;
    markTab(this.#tablist, tab);
    // Sideways alone: a strip of tabs must not scroll the page.
    const { offsetLeft, offsetWidth } = tab;
    const { scrollLeft, clientWidth, offsetLeft: start } = this.#tablist;
    const left = offsetLeft - start;
    if (left < scrollLeft || left + offsetWidth > scrollLeft + clientWidth) this.#tablist.scrollLeft = left;
  }

  #makeTab(path: string): HTMLElement {
    const tab = Object.assign(document.createElement('button'), { type: 'button', role: 'tab', textContent: path });
    tab.id = `${this.#editor.id}-tab-more-${++this.#made}`;
    tab.tabIndex = -1;
    tab.dataset['path'] = path;
    tab.setAttribute('aria-selected', 'false');
    return tab;
  }

  #makePanel(path: string, text: string, tab: HTMLElement): void {
    const panel = Object.assign(document.createElement('div'), { className: 'file', role: 'tabpanel' });
    panel.id = `${tab.id}-file`;
    panel.dataset['path'] = path;
    panel.setAttribute('aria-labelledby', tab.id);
    tab.setAttribute('aria-controls', panel.id);
    const field = document.createElement('textarea');
    field.setAttribute('aria-label', `Code of ${path}`);
    field.spellcheck = false;
    field.autocapitalize = 'off';
    field.autocomplete = 'off';
    field.wrap = 'off';
    field.value = text;
    panel.append(field);
    panel.toggleAttribute('data-edited', true);
    this.#editor.querySelector('.monaco')?.before(panel);
  }
}
