/** The learner's code: a plain field at first, in which nothing typed is lost when the full editor takes over. */
import { effect } from '@preact/signals-core';
import type { Files } from '../../core/lesson/step-program.ts';
import type { Session } from '../../session/session.ts';
import { FilePanels } from './file-panels.ts';
import { onIntentOrIdle } from './intent.ts';
import type { CodeSurface } from './monaco.ts';
import { onSession, workspaceOf, type Workspace } from './session-of.ts';
import { operateTabs } from './tabs.ts';

/** On a small touch screen the plain field is the better editor: the system's own selection, keyboard and zoom. */
const KEEPS_PLAIN_FIELD = '(pointer: coarse) and (max-width: 700px)';

class CodeEditor extends HTMLElement {
  #life = new AbortController();
  readonly #files = new FilePanels(this);
  #session: Session | undefined;
  #surface: CodeSurface | undefined;
  #isComposing = false;

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.addEventListener('compositionstart', () => (this.#isComposing = true), { signal });
    this.addEventListener('compositionend', () => (this.#isComposing = false), { signal });
    const tablist = this.querySelector('[role=tablist]');
    if (tablist) operateTabs(tablist, signal, (tab) => this.#choose(tab.dataset['path'] ?? ''));
    this.addEventListener('input', (event) => this.#onInput(event), { signal });
    this.#solutionButton?.addEventListener('click', () => this.#toggleSolution(), { signal });
    const runSolution = this.querySelector('[data-action=run-solution]');
    runSolution?.addEventListener('click', () => void this.#workspace.run('solution'), { signal });
    onSession(this.#workspace, signal, (session, signal) => this.#follow(session, signal));
  }

  disconnectedCallback(): void {
    this.#life.abort();
    this.#surface?.dispose();
    this.#surface = undefined;
  }

  get #workspace(): Workspace {
    return workspaceOf(this);
  }

  get #solutionButton(): HTMLElement | null {
    return this.#workspace.querySelector('[data-action=solution]');
  }

  #follow(session: Session, signal: AbortSignal): void {
    this.#session = session;
    const stop = effect(() => this.#render(session.files.value, this.#workspace.shownFile.value));
    signal.addEventListener('abort', stop);
    const stopNote = effect(() => this.#showWhetherKept(this.#workspace.keepsEdits.value));
    signal.addEventListener('abort', stopNote);
    if (matchMedia(KEEPS_PLAIN_FIELD).matches || this.#surface !== undefined) return;
    onIntentOrIdle(this.#workspace, signal, () => void this.#takeOver(signal));
  }

  #choose(path: string): void {
    this.#workspace.shownFile.value = path;
  }

  #render(files: Files, wanted: string): void {
    const paths = Object.keys(files);
    const shown = Object.hasOwn(files, wanted) ? wanted : (paths[0] ?? '');
    this.#files.keep(paths);
    this.#files.show(shown, files[shown] ?? '');
    for (const panel of this.#files.panels) {
      const path = panel.dataset['path'] ?? '';
      this.#fill(path, files[path] ?? '');
    }
    if (shown !== '') this.#surface?.show(shown);
    this.#surface?.keep(new Set(paths));
    this.#workspace.shownFile.value = shown;
  }

  #onInput(event: Event): void {
    // Monaco types into text areas of its own, its search box among them: those are no files.
    const own = this.#files.fieldOf(event.target);
    if (own === undefined) return;
    this.#session?.write(own.path, own.field.value);
    this.#mark(own.field, own.path);
  }

  /** The session's text into the fields, where it is not already: a field that is typed in is left alone. */
  #fill(path: string, text: string): void {
    const field = this.#files.field(path);
    if (field !== null && field.value !== text) field.value = text;
    if (field !== null) this.#mark(field, path);
    this.#surface?.set(path, text);
  }

  /** The highlighted text below a field is the starting file's: the field's own shows where it says something else, or none is below. */
  #mark(field: HTMLTextAreaElement, path: string): void {
    const isHighlighted = field.parentElement?.querySelector('.highlighted') !== null;
    const isAsHighlighted = isHighlighted && field.value === this.#workspace.step.files[path];
    field.parentElement?.toggleAttribute('data-edited', !isAsHighlighted);
    this.toggleAttribute('data-edited', this.querySelector('.file[data-edited]') !== null);
  }

  async #takeOver(signal: AbortSignal): Promise<void> {
    const monaco = await import('./monaco.ts').catch(() => undefined);
    if (monaco === undefined || signal.aborted || this.#session === undefined) return;
    await this.#compositionEnd();
    const session = this.#session;
    const host = this.querySelector<HTMLElement>('.monaco');
    const shown = this.#workspace.shownFile.value;
    const field = this.#files.field(shown);
    if (host === null || field === null || this.#surface !== undefined) return;
    const hadFocus = document.activeElement === field;
    host.hidden = false;
    this.#surface = monaco.mountMonaco(host, {
      start: (path) => this.#workspace.startOf(path),
      text: (path) => session.files.value[path] ?? '',
      shown,
      selection: [field.selectionStart, field.selectionEnd],
      scrollTop: field.scrollTop,
      onChange: (path, text) => this.#session?.write(path, text),
    });
    this.toggleAttribute('data-full', true);
    if (hadFocus) this.#surface.focus();
  }

  /** A character under composition lives in the field alone until it is finished. */
  async #compositionEnd(): Promise<void> {
    if (!this.#isComposing) return;
    await new Promise((resolve) => this.addEventListener('compositionend', resolve, { once: true }));
  }

  #toggleSolution(): void {
    const solution = this.querySelector<HTMLElement>('.solution');
    const button = this.#solutionButton;
    if (solution === null || button === null) return;
    solution.hidden = !solution.hidden;
    this.toggleAttribute('data-solution', !solution.hidden);
    button.setAttribute('aria-expanded', String(!solution.hidden));
    button.textContent = solution.hidden ? 'Show solution' : 'Hide solution';
    if (!solution.hidden) solution.scrollIntoView({ block: 'nearest' });
  }

  #showWhetherKept(isKept: boolean): void {
    const note = this.querySelector<HTMLElement>('.editor-note');
    if (note !== null) note.hidden = isKept;
  }
}

customElements.define('code-editor', CodeEditor);
