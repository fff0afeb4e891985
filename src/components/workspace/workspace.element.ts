/** Holds the session of a step: opens it with the step, keeps the learner's edits, and ends it when the step is left. */
import { effect, signal } from '@preact/signals-core';
import { EditsStore } from '../../browser/edits-store.ts';
import { openStorage } from '../../browser/storage.ts';
import type { StepProgram } from '../../core/lesson/step-program.ts';
import { bootFirst, warmUp } from '../../sandbox/select-engine.ts';
import type { GuestTexts } from '../../session/guest.ts';
import { Session, type Variant } from '../../session/session.ts';
import { Playhead } from '../../visualiser/playhead.ts';
import { bootRecording, engineChoices, PREFERRED_ENGINE } from './engines.ts';
import { onIntentOrIdle } from './intent.ts';
import { SessionOpened, type SessionHolder } from './session-of.ts';

export class LessonWorkspace extends HTMLElement implements SessionHolder {
  opened: SessionOpened | undefined;
  /** The file whose tab is open: Run starts it when it is one of the step's programs. */
  readonly shownFile = signal('');
  /** Whether the learner's edits will be there after a reload. */
  readonly keepsEdits = signal(true);
  /** Whether the next Run plays the step's recording. */
  readonly watchesRecording = signal(false);
  /** Which moment of the run picture and table show. */
  readonly playhead = new Playhead();
  step!: StepProgram;
  #life = new AbortController();

  connectedCallback(): void {
    this.step = JSON.parse(this.querySelector('[data-step-program]')?.textContent ?? '') as StepProgram;
    this.addEventListener('step-open', () => this.#open());
    this.addEventListener('step-close', () => this.#close());
    this.addEventListener('keydown', (event) => this.#onKey(event), { capture: true });
  }

  disconnectedCallback(): void {
    this.#close();
  }

  /** Runs the program whose tab is open, or the step's first one. */
  async run(variant: Variant = 'mine'): Promise<void> {
    const shown = this.shownFile.value;
    const entry = this.step.run.entries.includes(shown) ? shown : this.step.run.entry;
    await this.opened?.session.run({ variant, entry });
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
    const life = this.#life.signal;
    const session = new Session({
      step: this.step,
      guests: loadGuests,
      boot: (options, abort) =>
        this.watchesRecording.value
          ? bootRecording(options, abort)
          : bootFirst(engineChoices, openStorage().get(PREFERRED_ENGINE), options, abort),
    });
    const edits = new EditsStore();
    const kept = edits.read(this.step.id);
    for (const path of Object.keys(this.step.files)) if (kept[path] !== undefined) session.write(path, kept[path]);
    const stopKeeping = effect(() => {
      this.keepsEdits.value = edits.write(this.step.id, session.files.value, this.step.files) && edits.isLasting;
    });
    life.addEventListener('abort', () => {
      stopKeeping();
      void session.dispose();
    });
    onIntentOrIdle(this, life, () => {
      void loadGuests().catch(() => undefined);
      void warmUp(engineChoices, openStorage().get(PREFERRED_ENGINE));
    });
    this.opened = new SessionOpened(session, life);
    this.dispatchEvent(this.opened);
  }

  #close(): void {
    this.opened = undefined;
    this.#life.abort();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void this.run();
  }
}

let guests: Promise<GuestTexts> | undefined;

/** The programs that run beside the learner's; loaded once, tried again after a failure. */
function loadGuests(): Promise<GuestTexts> {
  guests ??= Promise.all([import('virtual:guest/tracer'), import('virtual:guest/load-generator')]).then(
    ([tracer, loadGenerator]) => ({ tracer: tracer.default, loadGenerator: loadGenerator.default }),
    (error: unknown) => {
      guests = undefined;
      throw error;
    },
  );
  return guests;
}

customElements.define('lesson-workspace', LessonWorkspace);
