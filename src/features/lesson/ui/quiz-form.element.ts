/** Judges an answer and says why, with the step that shows it; the answer is remembered, and the page hears of it. */
import { readJson } from '../../../components/kit/read-json.ts';
import { AnswersStore } from '../../progress/client/answers-store.ts';
import { grade, type Given, type Remark } from '../../quiz/model/grade.ts';
import type { Beliefs } from '../../quiz/model/quiz-item.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import { controlsOf, type AnswerControls } from './answer-controls.ts';
import { inline } from '../../../components/kit/inline.ts';
import { quizAnswered } from './quiz-answered.ts';

export interface QuizData {
  readonly question: Question;
  readonly asked: string;
  readonly beliefs: Beliefs;
}

export class QuizForm extends HTMLElement {
  readonly #store = new AnswersStore();
  #data!: QuizData;
  #controls!: AnswerControls;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#data = readJson<QuizData>(this, 'script');
    const form = this.querySelector('form') as HTMLFormElement;
    this.#controls = controlsOf(form, this.#data.question, signal, (text) => this.#say(text));
    form.addEventListener('submit', (event) => this.#submit(event), { signal });
    form.addEventListener('input', () => this.#clear(), { signal });
    this.#again.addEventListener('click', () => this.#tryAgain(), { signal });
    if (!this.hasAttribute('data-fresh')) this.showKept();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  /** The last answer that is kept, if there is one. */
  showKept(): void {
    const before = this.#store.read(this.key, this.#data.asked);
    if (before) this.show(before.last.given);
  }

  /** An answer from before: judged, and not remembered again. */
  show(given: Given): void {
    this.#controls.show(given);
    this.#judge(given);
  }

  /** As if it had never been answered here. */
  reset(): void {
    this.#clear();
    this.#controls.reset();
  }

  get key(): string {
    return this.dataset['key'] ?? '';
  }

  get data(): QuizData {
    return this.#data;
  }

  get #again(): HTMLElement {
    return this.querySelector('[data-action=again]') as HTMLElement;
  }

  #tryAgain(): void {
    this.#clear();
    this.#controls.clear();
    this.#controls.focus();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const given = this.#controls.given();
    if (given === undefined) return this.#say(this.#controls.missing);
    const { correct, misconceptions } = this.#judge(given);
    const attempt = { at: Date.now(), given, correct, misconceptions };
    this.#store.remember(this.key, this.#data.asked, attempt);
    this.dispatchEvent(quizAnswered({ key: this.key, ...attempt }));
  }

  #judge(given: Given) {
    this.#clear();
    const result = grade(this.#data.question, given);
    for (const remark of result.remarks) this.#show(remark);
    this.dataset['result'] = result.correct ? 'right' : 'wrong';
    this.#again.hidden = result.correct;
    const notYet = result.incomplete ? 'Not all of it yet.' : 'Not quite. Read why, and try again.';
    this.#say(result.correct ? 'Right.' : notYet);
    return result;
  }

  /** A wrong pick shows what is wrong with it, not which one is right: there is another try. */
  #show({ about, kind, feedback, misconception }: Remark): void {
    const box = this.querySelector<HTMLElement>(`.remark[data-about="${about ?? 'whole'}"]`);
    if (box === null) return;
    const text = document.createElement('p');
    const found = misconception === undefined ? undefined : this.#data.beliefs[misconception];
    if (found) text.append('A common belief: “', ...inline(found.belief), '” ');
    text.append(...inline(feedback));
    if (found) text.append(' ', linkTo(found.href, found.stepTitle));
    box.replaceChildren(text);
    box.dataset['kind'] = kind;
    box.hidden = false;
    box.parentElement?.querySelector('input')?.setAttribute('aria-describedby', box.id);
  }

  #clear(): void {
    delete this.dataset['result'];
    this.#again.hidden = true;
    for (const remark of this.querySelectorAll<HTMLElement>('.remark')) remark.hidden = true;
    for (const input of this.querySelectorAll('input')) input.removeAttribute('aria-describedby');
    this.#say('');
  }

  #say(text: string): void {
    (this.querySelector('[role=status]') as HTMLElement).textContent = text;
  }
}

function linkTo(href: string, title: string): HTMLElement {
  return Object.assign(document.createElement('a'), { href, textContent: `See it in “${title}”` });
}

customElements.define('quiz-form', QuizForm);
