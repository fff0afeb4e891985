/** Holds the session of a step: opens it with the step, keeps the learner's edits, and ends it when the step is left. */
import { readJson } from '../kit/read-json.ts';
import { effect, signal } from '@preact/signals-core';
import { EditsStore } from '../../browser/edits-store.ts';
import { putOff, type PutOff } from '../../browser/put-off.ts';
import { StepEdits } from '../../browser/step-edits.ts';
import type { StepProgram } from '../../core/lesson/step-program.ts';
import type { Variant } from '../../session/session-status.ts';
import { Playhead } from '../../visualiser/playhead.ts';
import { offerOtherText } from './other-text.ts';
import { makeReady, onRunKey, openSession } from './page-session.ts';
import { SessionOpened, type Workspace } from './session-of.ts';

export class LessonWorkspace extends HTMLElement implements Workspace {
  opened: SessionOpened | undefined;
  readonly shownFile = signal('');
  /** Whether the learner's edits will be there after a reload. */
  readonly keepsEdits = signal(true);
  /** Whether the next Run plays the step's recording. */
  readonly watchesRecording = signal(false);
  /** Which moment of the run picture and table show. */
  readonly playhead = new Playhead();
  step!: StepProgram;
  readonly #entry = signal('');
  #life = new AbortController();
  #keeping: PutOff | undefined;

  get entry(): string {
    return this.#entry.value;
  }

  connectedCallback(): void {
    this.step = readJson<StepProgram>(this, '[data-step-program]');
    this.addEventListener('step-open', () => this.#open());
    this.addEventListener('step-close', () => this.#close());
    this.#entry.value = this.step.run.entry;
  }

  disconnectedCallback(): void {
    this.#close();
  }

  /** Where no code is shown, the solution runs: nobody can finish it there. */
  async run(variant: Variant = 'runsSolution' in this.dataset ? 'solution' : 'mine'): Promise<void> {
    this.#keeping?.flush();
    await this.opened?.session.run({ variant, entry: this.entry });
  }

  startOf(path: string): string | undefined {
    return this.step.files[path];
  }

  async watchRecording(): Promise<void> {
    this.watchesRecording.value = true;
    await this.opened?.session.restart();
    await this.run('solution');
  }

  async leaveRecording(): Promise<void> {
    this.watchesRecording.value = false;
    await this.opened?.session.restart();
    await this.opened?.session.prepare();
  }

  #open(): void {
    if (this.opened !== undefined) return;
    this.watchesRecording.value = false;
    this.#life = new AbortController();
    const abortSignal = this.#life.signal;
    const session = openSession(this.step, this.watchesRecording);
    const { id, files: start } = this.step;
    const edits = new StepEdits({ step: id, start, store: new EditsStore(), now: () => Date.now() });
    session.replace(edits.files);
    const keeping = putOff(() => (this.keepsEdits.value = edits.keep()), abortSignal);
    this.#keeping = keeping;
    const stopChoosing = effect(() => {
      const shown = this.shownFile.value;
      if (this.step.run.entries.includes(shown)) this.#entry.value = shown;
    });
    const stopKeeping = effect(() => {
      edits.hold(session.files.value);
      keeping.soon();
    });
    // Whatever is pressed may end what is in the editor, or the page.
    this.addEventListener('click', keeping.flush, { capture: true, signal: abortSignal });
    edits.watch(abortSignal);
    offerOtherText(this, abortSignal, {
      what: 'step',
      rival: edits.rival,
      files: session.files,
      take: () => session.replace(edits.take()),
      decline: () => edits.decline(),
    });
    abortSignal.addEventListener('abort', () => {
      stopChoosing();
      stopKeeping();
      void session.dispose();
    });
    makeReady(this, abortSignal);
    onRunKey(this, abortSignal);
    this.opened = new SessionOpened(session, abortSignal);
    this.dispatchEvent(this.opened);
  }

  #close(): void {
    this.opened = undefined;
    this.#life.abort();
  }
}

customElements.define('lesson-workspace', LessonWorkspace);
