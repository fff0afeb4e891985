/** The row of numbers above a self-check: where one is, what was right, and a way to each question. */
import { html, nothing, render } from 'lit-html';
import { centre } from '../../lesson/ui/centre.ts';
import type { QuizRun } from '../model/quiz-run.ts';

const WORDS = { open: 'not answered', right: 'right', wrong: 'missed' } as const;

/** @param go opens a question */
export function showStrip(list: HTMLElement, { keys, answers, open }: QuizRun, go: (key: string) => void): void {
  const items = keys.map((key, index) => {
    const answer = answers[key];
    const state = answer === undefined ? 'open' : answer.correct ? 'right' : 'wrong';
    return html`<li>
      <button
        type="button"
        data-state=${state}
        aria-label="Question ${index + 1}, ${WORDS[state]}"
        aria-current=${key === open ? 'step' : nothing}
        @click=${() => go(key)}
      >
        ${index + 1}
      </button>
    </li>`;
  });
  render(items, list);
  const here = list.querySelector<HTMLElement>('[aria-current]');
  if (here !== null) centre(here);
}
