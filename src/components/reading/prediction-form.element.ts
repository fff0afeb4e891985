/** Keeps what was predicted and sets it beside what the run showed. */
import { effect } from '@preact/signals-core';
import { AnswersStore } from '../../browser/answers-store.ts';
import type { Prediction } from '../../core/lesson/lesson.schema.ts';
import { observe, type Seen } from '../../core/lesson/observe.ts';
import type { Program } from '../../session/program.ts';
import type { Session } from '../../session/session.ts';
import { onSession } from '../workspace/session-of.ts';

class PredictionForm extends HTMLElement {
  readonly #store = new AnswersStore();
  #prediction!: Prediction;
  #picked: number | undefined;
  #seen: string | undefined;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#prediction = JSON.parse(this.querySelector('script')?.textContent ?? '') as Prediction;
    const form = this.querySelector('form') as HTMLFormElement;
    form.addEventListener('submit', (event) => this.#commit(event), { signal });
    [this.#picked] = this.#store.picked(this.#key, this.#prediction.question) ?? [];
    if (this.#picked !== undefined) this.#choose(this.#picked);
    const workspace = this.closest('section')?.querySelector('lesson-workspace');
    if (workspace) onSession(workspace, signal, (session, life) => this.#follow(session, life));
    this.#show();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #key(): string {
    return `${this.dataset['step']}/prediction`;
  }

  #choose(index: number): void {
    const input = this.querySelectorAll('input')[index];
    if (input) input.checked = true;
  }

  #commit(event: Event): void {
    event.preventDefault();
    this.#picked = Number(this.querySelector<HTMLInputElement>('input:checked')?.value);
    const { right = false, misconception } = this.#prediction.choices[this.#picked] ?? {};
    this.#store.remember(this.#key, this.#prediction.question, {
      at: Date.now(),
      given: { by: 'options', picked: [this.#picked] },
      correct: right,
      misconceptions: misconception === undefined ? [] : [misconception],
    });
    this.#show();
  }

  #follow(session: Session, life: AbortSignal): void {
    const { observe: observation, program: asked } = this.#prediction;
    if (observation === undefined) return;
    const stop = effect(() => {
      const program = session.program.value;
      if (program === null || program.activity === 0) return;
      if (asked !== undefined && program.entry !== asked) return;
      const seen = observe(observation, seenIn(program));
      if (seen === undefined || seen === this.#seen) return;
      this.#seen = seen;
      this.#show();
    });
    life.addEventListener('abort', stop);
  }

  #show(): void {
    const answer = this.querySelector('[role=status]') as HTMLElement;
    if (this.#picked === undefined) return;
    const choice = this.#prediction.choices[this.#picked];
    if (choice === undefined) return;
    if (this.#seen === undefined && this.#prediction.observe !== undefined) {
      answer.textContent = `You said: “${choice.text}”. Now press Run and see.`;
      return;
    }
    const seen = this.#seen === undefined ? '' : ` In your run ${this.#seen}.`;
    const verdict = choice.right ? 'You predicted it.' : 'You expected something else.';
    answer.textContent = `You said: “${choice.text}”.${seen} ${verdict} ${this.#prediction.explanation}`;
    this.dataset['result'] = choice.right ? 'right' : 'wrong';
  }
}

function seenIn({ topology, output, exit, loads, log }: Program): Seen {
  return {
    topology: topology.value,
    output,
    exit,
    loads: loads.value,
    connections: log.connections,
    events: log.events,
  };
}

customElements.define('prediction-form', PredictionForm);
