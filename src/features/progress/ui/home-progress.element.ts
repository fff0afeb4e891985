/** The home page of one who has begun: where to go on, and a bar for the course and for each lesson. */
import { summarise, type CourseSummary } from '../model/summary.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { query } from '../../../components/kit/query.ts';
import { showBar, stepsDone } from './bar.ts';
import { followKept, outlineHere } from './kept.ts';

class HomeProgress extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const outline = outlineHere();
    const start = this.#button.textContent;
    const address = this.#button.href;
    followKept((kept) => {
      const summary = summarise(kept, outline);
      this.#showCourse(summary);
      this.#showLessons(summary);
      if (summary.begun) this.#showNext(summary);
      else Object.assign(this.#button, { textContent: start, href: address });
    }, this.#life.signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #button(): HTMLAnchorElement {
    return query(this, '[data-continue]', HTMLAnchorElement);
  }

  #showNext({ next }: CourseSummary): void {
    if (next === undefined) {
      Object.assign(this.#button, { textContent: 'See what you have learned', href: '/done/' });
      return;
    }
    this.#button.textContent = `Continue with “${next.step.title}”`;
    this.#button.href = addressOf(next.step.id);
  }

  #showCourse(summary: CourseSummary): void {
    const course = query(this, '[data-course-progress]');
    course.hidden = !summary.begun;
    showBar(course, summary.share, stepsDone(summary));
  }

  #showLessons({ lessons }: CourseSummary): void {
    for (const { lesson, share, ...totals } of lessons) {
      const bar = this.querySelector<HTMLElement>(`[data-lesson-progress="${lesson.slug}"]`);
      if (bar === null) continue;
      bar.hidden = share === 0;
      showBar(bar, share, stepsDone(totals));
    }
  }
}

customElements.define('home-progress', HomeProgress);
