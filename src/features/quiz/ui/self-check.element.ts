/** Leads through the questions of a page one by one, counts first answers, and tells at the end what the misses reveal. */
import { html, render } from 'lit-html';
import type { Attempt } from '../../progress/client/answers-store.ts';
import { copyText } from '../../../browser/copy-text.ts';
import { RunStore } from '../client/run-store.ts';
import { chosenItems, itemsLink, type ChosenItems } from '../model/items-link.ts';
import { answered, missedIn, nextOf, opened, scoreOf, startRun, type QuizRun } from '../model/quiz-run.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { questions } from './question-count.ts';
import { showResult } from './quiz-result.ts';
import { showStrip } from './quiz-strip.ts';

class SelfCheck extends HTMLElement {
  readonly #forms = new Map<string, QuizForm>();
  #run!: QuizRun<Attempt>;
  #store!: RunStore;
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    for (const form of this.querySelectorAll<QuizForm>('quiz-form')) this.#forms.set(form.key, form);
    const chosen = chosenItems(new URLSearchParams(location.search).get('items'), [...this.#forms.keys()]);
    this.#explain(chosen);
    if (chosen.keys.length === 0) return;
    const of = chosen.keys.map((key) => `${key}=${this.#forms.get(key)?.data.asked}`).join();
    this.#store = new RunStore(chosen.isChoice ? 'chosen' : (this.dataset['page'] ?? ''), of);
    this.addEventListener(
      'quiz-answered',
      ({ detail: { key, ...attempt } }) => this.#change(answered(this.#run, key, attempt)),
      { signal },
    );
    const actions: Readonly<Record<string, () => void>> = {
      previous: () => this.#open(this.#run.keys[this.#index - 1]),
      next: () => this.#open(this.#next),
      retake: () => this.#begin(missedIn(this.#run)),
      restart: () => this.#begin(chosen.keys),
      'copy-missed': () => void this.#copyMissed(),
    };
    for (const [name, act] of Object.entries(actions))
      this.querySelector(`[data-action=${name}]`)?.addEventListener('click', act, { signal });
    this.#resume(this.#store.read() ?? startRun(chosen.keys));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #explain({ keys, unknown, isChoice }: ChosenItems): void {
    const gone = unknown.length === 1 ? 'one question that is' : `${unknown.length} questions that are`;
    const note = partOf(this, 'note');
    note.hidden = !isChoice;
    const chosen =
      keys.length === 0 ? 'This link opens no question.' : `This link opens a choice of ${questions(keys.length)}.`;
    const lost = unknown.length === 0 ? '' : ` It names ${gone} not here: renamed, removed or misspelt.`;
    render(html`${chosen}${lost} <a href=${location.pathname}>Show all questions</a>`, note);
    for (const form of this.#forms.values())
      this.#boxOf(form).toggleAttribute('data-left-out', !keys.includes(form.key));
    for (const group of this.querySelectorAll('.quiz-group'))
      group.toggleAttribute('data-left-out', group.querySelector('.quiz-question:not([data-left-out])') === null);
    partOf(this, 'bar').hidden = keys.length === 0;
    this.toggleAttribute('data-ready', true);
  }

  #resume(run: QuizRun<Attempt>): void {
    for (const key of run.keys) {
      const answer = run.answers[key];
      if (answer) this.#forms.get(key)?.show(answer.given);
    }
    this.#change(run);
  }

  #begin(keys: readonly string[]): void {
    for (const form of this.#forms.values()) form.reset();
    this.#change(startRun(keys));
    this.#focus();
  }

  #open(key: string | undefined): void {
    this.#change(opened(this.#run, key));
    this.#focus();
  }

  get #index(): number {
    return this.#run.keys.indexOf(this.#run.open ?? '');
  }

  /** Undefined leads to the result. */
  get #next(): string | undefined {
    const next = nextOf(this.#run);
    return next === this.#run.open ? undefined : next;
  }

  #boxOf(form: QuizForm): HTMLElement {
    return form.closest('.quiz-question') as HTMLElement;
  }

  #change(run: QuizRun<Attempt>): void {
    this.#run = run;
    this.#store.write(run);
    const { open, keys, answers } = run;
    for (const form of this.#forms.values()) {
      const box = this.#boxOf(form);
      box.toggleAttribute('data-off', form.key !== open);
      partOf(box, 'place').textContent = `Question ${keys.indexOf(form.key) + 1} of ${keys.length}`;
    }
    showStrip(partOf(this, 'strip'), run, (key) => this.#open(key));
    const { right, answered: given, of } = scoreOf(run);
    partOf(this, 'score').textContent = given === 0 ? '' : given === of ? '' : `${right} of ${given} right so far`;
    partOf(this, 'turn').hidden = open === undefined;
    query(this, '[data-action=previous]').hidden = this.#index <= 0;
    const next = query(this, '[data-action=next]');
    const isAnswered = open !== undefined && open in answers;
    next.textContent = this.#next === undefined ? 'See the result' : isAnswered ? 'Next question →' : 'Skip →';
    if (isAnswered) next.dataset['kind'] = 'main';
    else delete next.dataset['kind'];
    partOf(this, 'result').hidden = open !== undefined;
    if (open === undefined) showResult(this, run, this.#forms);
  }

  #focus(): void {
    const { open } = this.#run;
    const form = open === undefined ? undefined : this.#forms.get(open);
    const place = form && this.#boxOf(form).querySelector<HTMLElement>('.eyebrow');
    (place ?? partOf(this, 'result-title')).focus({ preventScroll: true });
    this.scrollIntoView({ block: 'start' });
  }

  async #copyMissed(): Promise<void> {
    const link = new URL(itemsLink(location.pathname, missedIn(this.#run)), location.href).href;
    partOf(this, 'copied').textContent = (await copyText(link))
      ? 'Copied.'
      : `This browser does not let the page copy. The link is: ${link}`;
  }
}

customElements.define('self-check', SelfCheck);
