/** Shows one step of a lesson at a time, by the address; without a script the whole lesson reads from top to bottom. */
import { centre } from './centre.ts';

class LessonPage extends HTMLElement {
  #life = new AbortController();
  #open: HTMLElement | undefined;

  connectedCallback(): void {
    this.#life = new AbortController();
    addEventListener('hashchange', () => this.#follow(true), { signal: this.#life.signal });
    // The workspaces of this page are upgraded by their own script, which may come later.
    void customElements.whenDefined('lesson-workspace').then(() => this.#follow(false));
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  get #steps(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('section[data-step]')];
  }

  /** @param byReader whether the reader went to the step, so that focus should follow */
  #follow(byReader: boolean): void {
    const target = document.getElementById(location.hash.slice(1));
    const step = target?.closest<HTMLElement>('section[data-step]') ?? this.#steps[0];
    if (step === undefined) return;
    this.toggleAttribute('data-one-step', true);
    for (const each of this.#steps) each.toggleAttribute('data-open', each === step);
    for (const link of this.querySelectorAll<HTMLElement>('[data-step-link]')) {
      const isCurrent = link.dataset['stepLink'] === step.id;
      if (isCurrent) {
        link.setAttribute('aria-current', 'step');
        centre(link);
      } else link.removeAttribute('aria-current');
    }
    const isNew = step !== this.#open;
    if (isNew) {
      this.#open?.querySelector('lesson-workspace')?.dispatchEvent(new Event('step-close'));
      step.querySelector('lesson-workspace')?.dispatchEvent(new Event('step-open'));
      this.#open = step;
    }
    const heading = step.querySelector<HTMLElement>('h2');
    const [lesson = ''] = document.title.split(' · ').slice(-2);
    document.title = [heading?.textContent, lesson, 'Cluster Lab'].filter(Boolean).join(' · ');
    // Within the step that is open the browser goes to the place by itself, and reads and tabs on from there.
    if (!byReader || (!isNew && target !== step)) return;
    heading?.focus({ preventScroll: true });
    // Within a step that was closed until now the browser could not scroll to it.
    (target ?? step).scrollIntoView();
  }
}

customElements.define('lesson-page', LessonPage);
