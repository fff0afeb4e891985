/** The end of a self-check: the score, and for each miss the belief behind it, what is true and the step that shows it. */
import type { Attempt } from '../../progress/client/answers-store.ts';
import { describeGiven } from '../model/describe-given.ts';
import type { Belief } from '../model/quiz-item.ts';
import { missedIn, scoreOf, type QuizRun } from '../model/quiz-run.ts';
import { inline } from '../../../components/kit/inline.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';
import { partOf } from './part-of.ts';

export function showResult(root: HTMLElement, run: QuizRun<Attempt>, forms: ReadonlyMap<string, QuizForm>): void {
  const { right, answered, of } = scoreOf(run);
  const missed = missedIn(run);
  partOf(root, 'result-title').textContent = `${right} of ${of} right`;
  partOf(root, 'gauge').style.setProperty('--share', String(of === 0 ? 0 : right / of));
  partOf(root, 'result-text').replaceChildren(...inWords(missed.length, of - answered));
  for (const name of ['retake', 'copy-missed'])
    (root.querySelector(`[data-action=${name}]`) as HTMLElement).hidden = missed.length === 0;
  partOf(root, 'copied').textContent = '';
  partOf(root, 'misses-title').hidden = missed.length === 0;
  const template = partOf(root, 'miss') as HTMLTemplateElement;
  const cards = missed.flatMap((key) => {
    const [form, answer] = [forms.get(key), run.answers[key]];
    return form && answer ? [cardOf(template, form, answer)] : [];
  });
  partOf(root, 'misses').replaceChildren(...cards);
}

function inWords(missed: number, unanswered: number): readonly (string | HTMLElement)[] {
  const left = unanswered === 0 ? '' : ` Not answered: ${unanswered}.`;
  if (missed === 0) return [unanswered === 0 ? 'Nothing was missed.' : `Nothing was missed so far.${left}`];
  const review = Object.assign(document.createElement('a'), { href: '/review/', textContent: 'your review' });
  return [`Missed: ${missed}.${left} What was missed comes back in `, review, ', from tomorrow on.'];
}

function cardOf(template: HTMLTemplateElement, form: QuizForm, answer: Attempt): Node {
  const card = template.content.cloneNode(true) as DocumentFragment;
  const { question, beliefs } = form.data;
  partOf(card, 'question').replaceChildren(...inline(question.question));
  const code = form.querySelector('pre')?.cloneNode(true);
  if (code) partOf(card, 'question').after(code);
  partOf(card, 'said').replaceChildren(...inline(describeGiven(question, answer.given)));
  const found = answer.misconceptions.flatMap((id) => beliefs[id] ?? []);
  partOf(card, 'beliefs').replaceChildren(...found.map(beliefOf));
  const { stepTitle = '', stepHref = '' } = (form.closest('.quiz-question') as HTMLElement).dataset;
  const link = partOf(card, 'step') as HTMLAnchorElement;
  link.href = stepHref;
  link.textContent = `Go to the step: ${stepTitle}`;
  // The beliefs' own links lead there too, and better.
  if (found.some(({ href }) => href === stepHref)) link.parentElement?.remove();
  return card;
}

function beliefOf({ belief, truth, href, stepTitle }: Belief): HTMLElement {
  const list = document.createElement('dl');
  list.className = 'quiz-belief';
  const link = Object.assign(document.createElement('a'), { href, textContent: stepTitle });
  for (const [term, ...words] of [
    ['Belief', `“${belief}”`],
    ['Truth', truth],
    ['See it', link],
  ] as const) {
    const [name, text] = [document.createElement('dt'), document.createElement('dd')];
    name.append(term);
    text.append(...words.flatMap((word) => (typeof word === 'string' ? inline(word) : [word])));
    list.append(name, text);
  }
  return list;
}
