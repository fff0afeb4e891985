/** A lesson as slides for a class: large type, one thought at a time, by the arrow keys. Loaded when a lesson is presented. */
import { element } from '../../../components/kit/dom.ts';
import { slidesOf } from './slides.ts';

const FORWARD = ['ArrowRight', 'ArrowDown', 'PageDown'];
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp'];
const FIELDS = 'input, textarea, select, [contenteditable], .monaco-editor, .xterm, dialog';

class Presentation {
  #slides: readonly (readonly HTMLElement[])[] = [];
  #now = 0;
  readonly #said = element('p', { role: 'status', ariaLabel: 'Slide' }, []);
  readonly #bar: HTMLElement;

  constructor() {
    const button = (text: string, act: () => void) => {
      const made = element('button', { type: 'button', className: 'button' }, [text]);
      made.addEventListener('click', act);
      return made;
    };
    this.#bar = element('div', { className: 'present-bar' }, [
      button('← Back', () => this.#go(-1)),
      this.#said,
      button('Next →', () => this.#go(1)),
      button('Leave', () => this.#leave()),
    ]);
    this.#bar.setAttribute('role', 'group');
    this.#bar.ariaLabel = 'Slides';
    document.body.append(this.#bar);
    addEventListener('hashchange', () => this.#open());
    addEventListener('keydown', (event) => this.#onKey(event));
    new MutationObserver(() => this.#open()).observe(document.documentElement, { attributeFilter: ['data-mode'] });
    void customElements.whenDefined('lesson-workspace').then(() => this.#open());
  }

  get #isOn(): boolean {
    return document.documentElement.dataset['mode'] === 'present';
  }

  get #steps(): readonly HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('section[data-step]')];
  }

  get #step(): HTMLElement | undefined {
    const [id] = location.hash.slice(1).split('/');
    return this.#steps.find((each) => each.id === id) ?? this.#steps[0];
  }

  #open(slide = 0): void {
    this.#bar.hidden = !this.#isOn;
    if (!this.#isOn || this.#step === undefined) return;
    // Hidden now, the choice would still take the keys in some browsers.
    document.getElementById('mode-select')?.blur();
    this.#slides = slidesOf(this.#step);
    for (const each of this.#slides.flat()) each.dataset['slide'] = '';
    this.#show(slide < 0 ? this.#slides.length - 1 : slide);
  }

  #show(slide: number): void {
    this.#now = slide;
    for (const [index, elements] of this.#slides.entries()) {
      for (const each of elements) each.toggleAttribute('data-slide-now', index === slide);
    }
    const place = this.#steps.indexOf(this.#step as HTMLElement) + 1;
    this.#said.textContent = `Step ${place} of ${this.#steps.length}, slide ${slide + 1} of ${this.#slides.length}`;
    scrollTo({ top: 0 });
  }

  /** Beyond the last slide of a step comes the next step. */
  #go(by: 1 | -1): void {
    const next = this.#now + by;
    if (next >= 0 && next < this.#slides.length) return this.#show(next);
    const steps = this.#steps;
    const neighbour = steps[steps.indexOf(this.#step as HTMLElement) + by];
    if (neighbour === undefined) return;
    // The page opens the step on "hashchange", and so does this.
    addEventListener('hashchange', () => this.#open(by === 1 ? 0 : -1), { once: true });
    location.hash = neighbour.id;
  }

  #onKey(event: KeyboardEvent): void {
    const isTyping = event.target instanceof Element && event.target.closest(FIELDS) !== null;
    if (!this.#isOn || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (FORWARD.includes(event.key)) this.#go(1);
    else if (BACK.includes(event.key)) this.#go(-1);
    else if (event.key === 'Escape') this.#leave();
    else return;
    event.preventDefault();
  }

  #leave(): void {
    const select = document.getElementById('mode-select') as HTMLSelectElement;
    select.value = 'read';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    select.focus();
  }
}

new Presentation();
