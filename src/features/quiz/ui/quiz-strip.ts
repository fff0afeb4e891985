/** The row of numbers above a self-check: where one is, what was right, and a way to each question. */
import { centre } from '../../lesson/ui/centre.ts';
import type { QuizRun } from '../model/quiz-run.ts';

export class QuizStrip {
  readonly #list: HTMLElement;
  readonly #open: (key: string) => void;
  #buttons: readonly HTMLButtonElement[] = [];

  constructor(list: HTMLElement, open: (key: string) => void) {
    this.#list = list;
    this.#open = open;
  }

  fill(keys: readonly string[]): void {
    this.#buttons = keys.map((key, index) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = String(index + 1);
      button.addEventListener('click', () => this.#open(key));
      return button;
    });
    this.#list.replaceChildren(
      ...this.#buttons.map((button) => {
        const item = document.createElement('li');
        item.append(button);
        return item;
      }),
    );
  }

  show({ keys, answers, open }: QuizRun): void {
    this.#buttons.forEach((button, index) => {
      const key = keys[index] ?? '';
      const answer = answers[key];
      const state = answer === undefined ? 'open' : answer.correct ? 'right' : 'wrong';
      button.dataset['state'] = state;
      button.ariaLabel = `Question ${index + 1}, ${{ open: 'not answered', right: 'right', wrong: 'missed' }[state]}`;
      button.ariaCurrent = key === open ? 'step' : null;
      if (key === open) centre(button);
    });
  }
}
