/** Offers the recorded run where the engine lacks what the step needs, or nothing runs at all; marks it while it plays. */
import { effect } from '@preact/signals-core';
import { copyText } from '../../browser/copy-text.ts';
import { homeCommands } from '../../core/lesson/home-commands.ts';
import type { Session } from '../../session/session.ts';
import { noteReason, noteText, type NoteReason } from './engine-note-text.ts';
import { onSession } from './session-of.ts';
import type { LessonWorkspace } from './workspace.element.ts';

class EngineNote extends HTMLElement {
  #life = new AbortController();
  #reason: NoteReason = null;

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#part('[data-action=watch]')?.addEventListener('click', () => void this.#toggle(), { signal });
    this.#part('[data-action=copy]')?.addEventListener('click', () => void this.#copy(), { signal });
    onSession(this.#workspace, signal, (session, signal) => this.#follow(session, signal));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #workspace(): LessonWorkspace {
    return this.closest('lesson-workspace') as LessonWorkspace;
  }

  #part(selector: string): HTMLElement | null {
    return this.querySelector(selector);
  }

  get #commands(): HTMLElement {
    return this.#part('.engine-note-commands') as HTMLElement;
  }

  #follow(session: Session, signal: AbortSignal): void {
    const stopReason = effect(() => {
      const reason = noteReason(session.step.needs, session.status.value);
      // While an engine starts, what was known of the one before stands: the button that was pressed stays where it is.
      if (reason !== undefined) this.#reason = reason;
      this.#show(this.#workspace.watchesRecording.value);
    });
    const stopCommands = effect(() => {
      this.#commands.textContent = homeCommands(session.step, session.files.value);
    });
    signal.addEventListener('abort', () => {
      stopReason();
      stopCommands();
    });
  }

  #show(isWatching: boolean): void {
    const reason = this.#reason;
    const isRecorded = this.hasAttribute('data-recorded');
    this.hidden = reason === null || (reason.kind === 'failed' && !isRecorded);
    const watch = this.#part('[data-action=watch]');
    if (watch !== null) watch.textContent = isWatching ? 'Leave the recording' : 'Watch the recorded run';
    const text = reason === null ? '' : noteText(reason, isRecorded && !isWatching);
    const line = this.#part('.engine-note-text') as HTMLElement;
    if (line.textContent !== text) line.textContent = text;
    this.toggleAttribute('data-watching', isWatching);
  }

  async #toggle(): Promise<void> {
    const workspace = this.#workspace;
    await (workspace.watchesRecording.value ? workspace.leaveRecording() : workspace.watchRecording());
  }

  async #copy(): Promise<void> {
    const line = this.#part('.engine-note-copied') as HTMLElement;
    if (await copyText(this.#commands.textContent)) {
      line.textContent = 'Copied.';
      return;
    }
    getSelection()?.selectAllChildren(this.#commands);
    line.textContent = 'Selected: press Ctrl+C or ⌘C.';
  }
}

customElements.define('engine-note', EngineNote);
