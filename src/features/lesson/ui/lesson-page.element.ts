/** Shows one step of a lesson at a time, or its overview, by the address; without a script the whole lesson reads from top to bottom. */
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
    // The step behind it is open too: a mode other than reading has no overview.
    const overview = this.querySelector('#overview');
    const isOverview = overview?.contains(target) === true;
    document.documentElement.toggleAttribute('data-overview', isOverview);
    const step = target?.closest<HTMLElement>('section[data-step]') ?? this.#steps[0];
    if (step === undefined) return;
    this.toggleAttribute('data-one-step', true);
    for (const each of this.#steps) each.toggleAttribute('data-open', each === step);
    for (const link of this.querySelectorAll<HTMLElement>('[data-step-link]')) {
      const isCurrent = link.dataset['stepLink'] === (isOverview ? overview.id : step.id);
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
    const heading = (isOverview ? overview : step).querySelector<HTMLElement>('h1, h2');
    const [lesson = ''] = document.title.split(' · ').slice(-2);
    document.title = [...(isOverview ? [] : [heading?.textContent]), lesson, 'Cluster Lab'].filter(Boolean).join(' · ');
    // Within the step that is open the browser goes to the place by itself, and reads and tabs on from there.
    if (!byReader || (!isNew && !isOverview && target !== step)) return;
    heading?.focus({ preventScroll: true });
    // Within a step that was closed until now the browser could not scroll to it.
    (target === overview ? document.documentElement : (target ?? step)).scrollIntoView();
  }
}

customElements.define('lesson-page', LessonPage);
