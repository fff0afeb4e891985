/** Judges an answer and says of each picked option why; the answer is remembered. */
import { AnswersStore } from '../../browser/answers-store.ts';
import { grade } from '../../core/quiz/grade.ts';
import type { Question } from '../../core/quiz/quiz.schema.ts';

interface QuizData {
  readonly question: Question;
  /** By option: the misconception behind it, in the words of the one who holds it. */
  readonly beliefs: readonly (string | null)[];
}

class QuizForm extends HTMLElement {
  readonly #store = new AnswersStore();
  #data!: QuizData;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    this.#data = JSON.parse(this.querySelector('script')?.textContent ?? '') as QuizData;
    const form = this.querySelector('form') as HTMLFormElement;
    form.addEventListener('submit', (event) => this.#submit(event), { signal: this.#life.signal });
    form.addEventListener('change', () => this.#clear(), { signal: this.#life.signal });
    this.#recall();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #key(): string {
    return this.dataset['key'] ?? '';
  }

  get #inputs(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll('input')];
  }

  #recall(): void {
    const picked = this.#store.picked(this.#key, this.#data.question.question);
    if (picked === undefined) return;
    for (const input of this.#inputs) input.checked = picked.has(Number(input.value));
    this.#judge(picked);
  }

  #submit(event: Event): void {
    event.preventDefault();
    const picked = new Set(this.#inputs.filter(({ checked }) => checked).map(({ value }) => Number(value)));
    if (picked.size === 0) return this.#say('Pick an answer first.');
    this.#store.remember(this.#key, this.#data.question.question, picked);
    this.#judge(picked);
  }

  #judge(picked: ReadonlySet<number>): void {
    this.#clear();
    const { correct, remarks } = grade(this.#data.question, picked);
    for (const { option, kind } of remarks) {
      // A wrong pick shows what is wrong with it, not yet which one is right: there is another try.
      if (kind === 'missed') continue;
      const remark = this.querySelector<HTMLElement>(`.remark[data-option="${option}"]`);
      if (remark === null) continue;
      const belief = this.#data.beliefs[option];
      const feedback = this.#data.question.options[option]?.feedback ?? '';
      remark.textContent = kind === 'wrong' && belief ? `A common belief: “${belief}” ${feedback}` : feedback;
      remark.dataset['kind'] = kind;
      remark.hidden = false;
    }
    const hasMissed = remarks.some(({ kind }) => kind === 'missed');
    const hasWrong = remarks.some(({ kind }) => kind === 'wrong');
    this.dataset['result'] = correct ? 'right' : 'wrong';
    this.#say(
      correct ? 'Right.' : hasMissed && !hasWrong ? 'Not all of it yet.' : 'Not quite. Read why, and try again.',
    );
  }

  #clear(): void {
    delete this.dataset['result'];
    for (const remark of this.querySelectorAll<HTMLElement>('.remark')) remark.hidden = true;
    this.#say('');
  }

  #say(text: string): void {
    (this.querySelector('[role=status]') as HTMLElement).textContent = text;
  }
}

customElements.define('quiz-form', QuizForm);
