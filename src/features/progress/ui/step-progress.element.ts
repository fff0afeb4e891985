/** Notices what a learner does in a step (opens it, reads it, runs and solves it with code of their own) and shows its parts. */
import { openProgress } from '../client/progress-store.ts';
import { summarise, type StepSummary } from '../model/summary.ts';
import type { Session } from '../../../session/session.ts';
import { watch } from '../../../components/kit/watch.ts';
import { onSession } from '../../../components/workspace/session-of.ts';
import { followKept, outlineHere } from './kept.ts';
import { ownRun } from './own-run.ts';

/** Whoever has had the end of the text before them for so long has not only scrolled past it. */
const READING_MS = 2_000;

class StepProgress extends HTMLElement {
  readonly #store = openProgress();
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const section = this.closest('section');
    const workspace = section?.querySelector('lesson-workspace');
    if (workspace) onSession(workspace, signal, (session, signal) => this.#follow(session, signal));
    const end = section?.querySelector('[data-text-end]');
    if (end) this.#watchReading(end, signal);
    const outline = outlineHere();
    followKept((kept) => {
      const steps = summarise(kept, outline).lessons.flatMap(({ each }) => each);
      const mine = steps.find(({ step }) => step.id === this.#step);
      if (mine) this.#show(mine);
    }, signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #step(): string {
    return this.dataset['step'] ?? '';
  }

  #follow(session: Session, signal: AbortSignal): void {
    this.#store.record({ kind: 'opened', step: this.#step });
    let checked = false;
    watch(signal, () => {
      const run = ownRun(session.status.value);
      if (run !== undefined) {
        checked = run.own && run.checking;
        if (run.own) this.#store.record({ kind: 'ran', step: this.#step });
      }
      const checks = session.checks.value;
      const passed = checks.every((check) => check.kind === 'judged' && check.verdict.passed);
      if (checked && checks.length > 0 && passed) this.#store.record({ kind: 'solved', step: this.#step });
    });
  }

  #watchReading(end: Element, signal: AbortSignal): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      if (entries.at(-1)?.isIntersecting !== true) return;
      timer = setTimeout(() => {
        this.#store.record({ kind: 'read', step: this.#step });
        observer.disconnect();
      }, READING_MS);
    });
    observer.observe(end);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      observer.disconnect();
    });
  }

  #show({ read, ran, solved, prediction, questions }: StepSummary): void {
    const some = questions.answered > 0 && questions.answered < questions.all;
    this.#mark('read', read);
    this.#mark('predicted', prediction !== undefined);
    this.#mark('ran', ran);
    this.#mark('solved', solved);
    this.#mark(
      'quiz',
      questions.answered === questions.all,
      some ? `: ${questions.answered} of ${questions.all}` : undefined,
    );
  }

  #mark(part: string, done: boolean, words = done ? ': done' : ': not yet'): void {
    const text = this.querySelector(`[data-part=${part}]`);
    if (text === null) return;
    text.textContent = words;
    text.closest('li')?.toggleAttribute('data-done', done);
  }
}

customElements.define('step-progress', StepProgress);
