/** Asks again, one by one, what is due today; then says when to come back. */
import { html, render } from 'lit-html';
import { readJson } from '../../../components/kit/read-json.ts';
import { AnswersStore } from '../../progress/client/answers-store.ts';
import { ReviewStore } from '../client/review-store.ts';
import type { QuizData } from '../../lesson/ui/quiz-form.element.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import { reviewController, type ReviewController } from './review-controller.ts';
import { questions } from './question-count.ts';
import { dayWords, wordsFor } from './review-words.ts';

class QuizReview extends HTMLElement {
  readonly #stores = { answers: new AnswersStore(), reviews: new ReviewStore() };
  readonly #asked = new Map<string, string>();
  /** Still to be asked in this go, and how many it began with. */
  #queue: readonly string[] = [];
  #length = 0;
  #isJudged = false;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    for (const template of this.querySelectorAll<HTMLTemplateElement>('template[data-item]')) {
      const data = readJson<QuizData>(template.content, 'script');
      this.#asked.set(template.dataset['item'] ?? '', data.asked);
    }
    partOf(this, 'storage').hidden = this.#stores.answers.isLasting;
    this.addEventListener('quiz-answered', ({ detail: { key, at, correct } }) => this.#judged(key, { at, correct }), {
      signal,
    });
    this.#on('next', () => this.#ask(this.#queue.slice(1)));
    this.#on('more', () => this.#begin(this.#controller.plan.beyond));
    this.#begin(this.#controller.plan.today, false);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #controller(): ReviewController {
    return reviewController(this.#asked, this.#stores, Date.now());
  }

  #on(action: string, act: () => void): void {
    this.#button(action).addEventListener('click', act, { signal: this.#life.signal });
  }

  #button(action: string): HTMLElement {
    return query(this, `[data-action=${action}]`);
  }

  #begin(keys: readonly string[], isByReader = true): void {
    this.#length = keys.length;
    this.#ask(keys, isByReader);
  }

  #ask(queue: readonly string[], isByReader = true): void {
    this.#queue = queue;
    this.#isJudged = false;
    const [key] = queue;
    const template = key === undefined ? null : this.#template(key);
    partOf(this, 'card').replaceChildren(...(template ? [document.importNode(template.content, true)] : []));
    partOf(this, 'due').textContent = '';
    this.#button('next').hidden = true;
    partOf(this, 'actions').hidden = queue.length > 0;
    if (queue.length > 0) {
      partOf(this, 'title').textContent = `Question ${this.#length - queue.length + 1} of ${this.#length}`;
      partOf(this, 'text').textContent = '';
    } else this.#rest();
    this.#showWaiting();
    if (isByReader) partOf(this, 'title').focus();
  }

  /** The first answer is the review; what follows is learning. */
  #judged(key: string, review: { readonly at: number; readonly correct: boolean }): void {
    if (this.#isJudged || key !== this.#queue[0]) return;
    this.#isJudged = true;
    this.#stores.reviews.remember(key, this.#asked.get(key) ?? '', review);
    const due = this.#controller.plan.later.find((each) => each.key === key)?.due;
    partOf(this, 'due').textContent = due === undefined ? '' : `It comes again ${when(due)}.`;
    this.#button('next').textContent = this.#queue.length > 1 ? 'Next question →' : 'Finish';
    this.#button('next').hidden = false;
  }

  #rest(): void {
    const controller = this.#controller;
    const { title, text, link } = wordsFor(controller, Date.now());
    partOf(this, 'title').textContent = title;
    partOf(this, 'text').textContent = text;
    const anchor = partOf(this, 'quiz-link', HTMLAnchorElement);
    anchor.hidden = link === undefined;
    Object.assign(anchor, link && { href: link.href, textContent: link.text });
    this.#button('more').hidden = controller.plan.beyond.length === 0;
  }

  #showWaiting(): void {
    const { later } = this.#controller.plan;
    partOf(this, 'waiting').hidden = later.length === 0;
    partOf(this, 'waiting-title').textContent = `${questions(later.length)} for a later day`.replace(/^o/, 'O');
    const items = later.map(
      ({ key, due }) =>
        html`<li>${this.#template(key)?.dataset['question']}<span>${dayWords(due, Date.now())}</span></li>`,
    );
    render(items, partOf(this, 'waiting-list'));
  }

  #template(key: string): HTMLTemplateElement | null {
    return this.querySelector(`template[data-item="${CSS.escape(key)}"]`);
  }
}

function when(due: number): string {
  const words = dayWords(due, Date.now());
  return words === 'tomorrow' ? words : `on ${words}`;
}

customElements.define('quiz-review', QuizReview);
