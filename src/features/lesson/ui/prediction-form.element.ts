/** Keeps what was predicted before a run and sets it beside what that run showed. */
import { readJson } from '../../../components/kit/read-json.ts';
import { effect } from '@preact/signals-core';
import { showsWorkspace } from '../../../browser/embedded.ts';
import { openProgress } from '../../progress/client/progress-store.ts';
import type { Prediction } from '../../../core/lesson/lesson.schema.ts';
import { observe, observeBeside, type Seen } from '../../../core/lesson/observe.ts';
import type { PredictionProgress } from '../../progress/model/progress.ts';
import { plain } from '../../../core/inline-code.ts';
import type { Program } from '../../../session/program.ts';
import type { Session } from '../../../session/session.ts';
import { ownRun } from '../../progress/ui/own-run.ts';
import { onSession } from '../../../components/workspace/session-of.ts';

/** A run shows its parts one after the other; what it showed is told once nothing was added for so long. */
const SETTLED_MS = 300;

/** How often a run that goes on is looked at, in milliseconds: its events come by the thousand. */
const LOOK_MS = 100;

class PredictionForm extends HTMLElement {
  readonly #store = openProgress();
  #prediction!: Prediction;
  /** Runs that had answered the question before the learner did. */
  readonly #tooEarly = new WeakSet<Program>();
  /** What the last run showed that leaves the question open. */
  #beside: string | undefined;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#prediction = readJson<Prediction>(this, 'script');
    const form = this.querySelector('form') as HTMLFormElement;
    form.addEventListener('submit', (event) => this.#commit(event), { signal });
    this.#store.onChange(() => this.#show(), signal);
    const workspace = this.closest('section')?.querySelector('lesson-workspace');
    if (workspace) onSession(workspace, signal, (session, signal) => this.#follow(session, signal));
    this.#show();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #step(): string {
    return this.dataset['step'] ?? '';
  }

  /** Undefined until the learner commits, and for what the question was before it changed. */
  get #kept(): PredictionProgress | undefined {
    const kept = this.#store.read().predictions[this.#step];
    return kept?.asked === this.dataset['asked'] ? kept : undefined;
  }

  #commit(event: Event): void {
    event.preventDefault();
    const picked = Number(this.querySelector<HTMLInputElement>('input:checked')?.value);
    const choice = this.#prediction.choices[picked];
    if (choice === undefined) return;
    this.#store.record({
      kind: 'predicted',
      step: this.#step,
      asked: this.dataset['asked'] ?? '',
      picked,
      right: choice.right,
      belief: choice.misconception,
    });
  }

  /** Compares with each run of the program as the step gives it; with a changed one only while no other has answered. */
  #follow(session: Session, signal: AbortSignal): void {
    const changed = new WeakMap<Program, boolean>();
    let answering: Program | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looks: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const program = session.program.value;
      const run = ownRun(session.status.value);
      if (program === null || program.activity === 0) return;
      if (run?.own === true && !changed.has(program)) changed.set(program, isChanged(session));
      // One look for all that comes meanwhile.
      looks ??= setTimeout(() => {
        looks = undefined;
        if (session.program.peek() === program) look(program);
      }, LOOK_MS);
    });
    const look = (program: Program) => {
      const isOfStep = this.#prediction.program === undefined || program.entry === this.#prediction.program;
      const isChangedRun = changed.get(program);
      if (!isOfStep || isChangedRun === undefined) return;
      const clause = this.#observed(program);
      clearTimeout(timer);
      this.#beside = clause === undefined ? this.#observedBeside(program) : undefined;
      if (this.#beside !== undefined) this.#show();
      if (clause === undefined || this.#tooEarly.has(program)) return;
      if (this.#kept === undefined) return void this.#tooEarly.add(program);
      timer = setTimeout(() => {
        const kept = this.#kept;
        if (kept === undefined) return;
        if (isChangedRun && kept.shown !== undefined && answering !== program) return;
        answering = program;
        this.#store.record({ kind: 'shown', step: this.#step, shown: { clause, changed: isChangedRun } });
      }, SETTLED_MS);
    };
    signal.addEventListener('abort', () => {
      stop();
      clearTimeout(looks);
      clearTimeout(timer);
    });
  }

  /** Empty where nothing in a run answers the question: that it ran is enough. */
  #observed(program: Program): string | undefined {
    const { observe: observation } = this.#prediction;
    return observation === undefined ? '' : observe(observation, seenIn(program));
  }

  #observedBeside(program: Program): string | undefined {
    const { observe: observation } = this.#prediction;
    return observation && observeBeside(observation, seenIn(program));
  }

  #show(): void {
    const kept = this.#kept;
    const inputs = [...this.querySelectorAll('input')];
    this.toggleAttribute('data-committed', kept !== undefined);
    const isAnswered = kept !== undefined && (kept.shown !== undefined || !showsWorkspace());
    // What has been seen cannot be predicted any more.
    (this.querySelector('fieldset') as HTMLFieldSetElement).disabled = isAnswered;
    (this.querySelector('.prediction-commit') as HTMLElement).hidden = isAnswered;
    this.toggleAttribute('data-answered', isAnswered);
    if (kept === undefined) {
      delete this.dataset['result'];
      return this.#say([]);
    }
    const input = inputs[kept.picked];
    if (input) input.checked = true;
    const said = `You said “${plain(this.#prediction.choices[kept.picked]?.text ?? '')}”.`;
    // Where nothing can be run, nothing else will tell.
    if (kept.shown === undefined && showsWorkspace()) {
      const todo = this.#beside === undefined ? 'Now press Run and see.' : `In your run ${this.#beside}.`;
      return this.#say([`${said} ${todo}`]);
    }
    this.dataset['result'] = kept.right ? 'right' : 'wrong';
    const { clause, changed } = kept.shown ?? { clause: '', changed: false };
    const run = clause === '' ? '' : ` In your run${changed ? ', with your changes,' : ''} ${clause}.`;
    const verdict = kept.right ? 'You predicted it.' : 'You expected something else. Here is why it is so:';
    this.#say([said + run, `${verdict} ${plain(this.#prediction.explanation)}`]);
  }

  /** One paragraph for each text; a status that says the same is left alone, so that it is read out once. */
  #say(texts: readonly string[]): void {
    const answer = this.querySelector('[role=status]') as HTMLElement;
    const paragraphs = texts.map((text) => Object.assign(document.createElement('p'), { textContent: text }));
    if (answer.textContent !== texts.join('')) answer.replaceChildren(...paragraphs);
  }
}

function isChanged({ files, step }: Session): boolean {
  return Object.entries(step.files).some(([path, text]) => files.peek()?.[path] !== text);
}

function seenIn({ topology, output, exit, loads, log, pace }: Program): Seen {
  return {
    topology: topology.value,
    output,
    exit,
    loads: loads.value,
    connections: log.connections,
    events: log.events,
    tooSlow: pace.isTooSlow,
  };
}

customElements.define('prediction-form', PredictionForm);
