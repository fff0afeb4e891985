/** Folds what answers a step's question (Answer.astro) until its reader has committed to an answer, or wants to see it. */
import { SHOWS_ANSWERS } from '../../../browser/keys.ts';
import { openStorage } from '../../../browser/storage.ts';
import { openProgress } from '../../progress/client/progress-store.ts';

const root = document.documentElement;

// Before the first paint a lesson has done it already.
root.toggleAttribute('data-shows-answers', openStorage().get(SHOWS_ANSWERS) === 'yes');
document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-answers]');
  if (button !== null) press(button);
});
// A search within the page has found something there.
document.addEventListener('beforematch', ({ target }) => open(target as Element));
addEventListener('hashchange', openAddressed);
// The form of the prediction, which has heard of it before, says whether there is an answer.
openProgress().onChange(fold, new AbortController().signal);
openAddressed();
fold();

function press(button: HTMLElement): void {
  const wish = button.dataset['answers'];
  if (wish === 'show') open(button);
  else {
    openStorage().set(SHOWS_ANSWERS, wish === 'fold' ? 'no' : 'yes');
    root.toggleAttribute('data-shows-answers', wish !== 'fold');
    if (wish === 'fold') stepOf(button)?.removeAttribute('data-shows-answer');
    fold();
  }
  // What was pressed is gone.
  const answer = button.closest('.answer');
  answer?.querySelector<HTMLElement>(wish === 'fold' ? '[data-answers=show]' : '.answer-text')?.focus();
}

function openAddressed(): void {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest('.answer-text') == null) return;
  open(target);
  target.scrollIntoView();
}

/** All of the step that this belongs to. */
function open(part: Element): void {
  stepOf(part)?.toggleAttribute('data-shows-answer', true);
  fold();
}

function fold(): void {
  for (const text of document.querySelectorAll('.answer-text')) {
    const step = stepOf(text);
    const isOpen =
      root.hasAttribute('data-shows-answers') ||
      step?.hasAttribute('data-shows-answer') === true ||
      step?.querySelector('prediction-form[data-committed]') != null;
    if (isOpen) text.removeAttribute('hidden');
    else text.setAttribute('hidden', 'until-found');
    text.parentElement?.setAttribute('data-answer', isOpen ? 'open' : 'folded');
  }
}

function stepOf(part: Element): Element | null {
  return part.closest('section[data-step]');
}
