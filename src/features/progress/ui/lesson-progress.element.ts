/** A lesson's bar, and a mark at each of its steps in the navigation. */
import { openProgress } from '../client/progress-store.ts';
import { summarise, type StepSummary } from '../model/summary.ts';
import { query } from '../../../components/kit/query.ts';
import { showBar, stepsDone } from './bar.ts';
import { followKept, outlineHere } from './kept.ts';

class LessonProgress extends HTMLElement {
  #life = new AbortController();

  connectedCallback(): void {
    this.#life = new AbortController();
    const outline = outlineHere();
    followKept((kept) => {
      const [lesson] = summarise(kept, outline).lessons;
      if (lesson === undefined) return;
      showBar(this, lesson.share, stepsDone(lesson));
      for (const step of lesson.each) markLinks(step);
      query(this, '[data-not-kept]').hidden = openProgress().isLasting;
    }, this.#life.signal);
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }
}

function markLinks({ step, share, done }: StepSummary): void {
  for (const link of document.querySelectorAll<HTMLElement>(`[data-step-link="${step.slug}"]`)) {
    link.style.setProperty('--share', String(share));
    const words = link.querySelector('.step-mark');
    if (words) words.textContent = done ? ', done' : share > 0 ? ', begun' : '';
    link.toggleAttribute('data-done', done);
  }
}

customElements.define('lesson-progress', LessonProgress);
