/** The page of what a learner has done: counts, beliefs overturned and open, and what is left. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { plural } from '../../../core/plural.ts';
import { readJson } from '../../../components/kit/read-json.ts';
import { beliefsOf, type HeldBelief } from '../model/beliefs.ts';
import { summarise, type CourseSummary, type LessonSummary, type StepSummary, type Totals } from '../model/summary.ts';
import { addressOf, type Belief } from '../../quiz/model/quiz-item.ts';
import { inline } from '../../../components/kit/inline.ts';
import { query } from '../../../components/kit/query.ts';
import { showBar, stepsDone } from './bar.ts';
import { followKept, outlineHere } from './kept.ts';

/** Steps named as what is left; the rest is counted. */
const NAMED_STEPS = 5;

class DoneReport extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const outline = outlineHere();
    const beliefs = readJson<Readonly<Record<string, Belief>>>(this, 'script[data-beliefs]');
    followKept((kept) => {
      const summary = summarise(kept, outline);
      this.#showHead(summary);
      this.#showLeft(summary);
      for (const lesson of summary.lessons) this.#showLesson(lesson);
      const held = beliefsOf(kept, outline).filter(({ id }) => id in beliefs);
      this.#showBeliefs('overturned', held, beliefs);
      this.#showBeliefs('open', held, beliefs);
      query(this, '[data-no-beliefs]').hidden = held.length > 0;
    }, this.#life.signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  #showHead(summary: CourseSummary): void {
    query(this, 'h1').textContent = summary.next === undefined ? 'You have finished the course' : 'Your progress';
    showBar(query(this, '.bar'), summary.share, stepsDone(summary));
    for (const [name, text] of Object.entries(figures(summary)))
      query(this, `[data-figure=${name}]`).textContent = text;
  }

  #showLeft({ next, lessons, begun }: CourseSummary): void {
    query(this, '[data-left]').hidden = next === undefined;
    if (next === undefined) return;
    const button = query(this, '[data-continue]', HTMLAnchorElement);
    button.textContent = `${begun ? 'Continue' : 'Start'} with “${next.step.title}”`;
    button.href = addressOf(next.step.id);
    const left = lessons
      .flatMap(({ lesson, each }) => each.map((step) => ({ lesson, ...step })))
      .filter(({ done }) => !done);
    const at = left.findIndex(({ step }) => step.id === next.step.id);
    const named = [...left.slice(at), ...left.slice(0, at)].slice(0, NAMED_STEPS);
    const items = named.map(
      ({ lesson, ...step }) =>
        html`<li>
          <a href=${addressOf(step.step.id)}>${step.step.title}</a>
          (lesson ${lesson.order})${step.share === 0 ? '' : `: ${missingIn(step)}`}
        </li>`,
    );
    const more = left.length - items.length;
    const rest = more > 0 ? html`<li>and ${plural(more, 'more step')}</li>` : nothing;
    render([items, rest], query(this, '[data-left-steps]'));
  }

  #showLesson({ lesson, ...totals }: LessonSummary): void {
    const row = this.querySelector(`tr[data-lesson="${lesson.slug}"]`);
    if (row === null || totals.steps === 0) return;
    for (const [name, text] of Object.entries(cells(totals))) {
      const cell = row.querySelector(`[data-cell=${name}]`);
      if (cell) cell.textContent = text;
    }
  }

  #showBeliefs(
    kind: 'overturned' | 'open',
    held: readonly HeldBelief[],
    beliefs: Readonly<Record<string, Belief>>,
  ): void {
    const items = held
      .filter(({ overturned }) => overturned === (kind === 'overturned'))
      .flatMap(({ id }) => beliefs[id] ?? [])
      .map((belief) => itemOf(belief, kind));
    const section = query(this, `[data-beliefs-${kind}]`);
    section.hidden = items.length === 0;
    render(items, query(section, 'ul'));
  }
}

/** What is still to be done in a step that was begun. */
function missingIn({ read, ran, solved, questions }: StepSummary): string {
  const missing = [
    ...(read ? [] : ['read it to the end']),
    ...(ran ? [] : ['run it']),
    ...(solved ? [] : ['solve it']),
    ...(questions.answered < questions.all ? ['answer its quiz'] : []),
  ];
  return missing.join(', ');
}

function itemOf({ belief, truth, href, stepTitle }: Belief, kind: 'overturned' | 'open'): TemplateResult {
  const isOver = kind === 'overturned';
  return html`<li>
    <p class="belief">${isOver ? 'You believed' : 'You said'}: “${inline(belief)}”</p>
    <p>${inline(truth)}</p>
    <p class="belief-shown">${isOver ? 'Shown in' : 'See it for yourself in'} <a href=${href}>${stepTitle}</a></p>
  </li>`;
}

function figures({ steps, solved, predicted, foreseen, questions }: CourseSummary): Readonly<Record<string, string>> {
  return {
    solved: `${solved} of ${steps}`,
    predicted: `${predicted} of ${steps}`,
    foreseen: predicted === 0 ? 'none made yet' : `${foreseen} came as you said`,
    quiz: `${questions.right} of ${questions.all}`,
    first: questions.answered === 0 ? 'none answered yet' : `${questions.firstRight} at the first try`,
  };
}

function cells({ steps, read, predicted, ran, solved, questions }: Totals): Readonly<Record<string, string>> {
  const of = (count: number) => `${count} of ${steps}`;
  return {
    read: of(read),
    predicted: of(predicted),
    ran: of(ran),
    solved: of(solved),
    quiz: `${questions.right} of ${questions.all}`,
  };
}

customElements.define('done-report', DoneReport);
