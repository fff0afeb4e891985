/** The end of a self-check: the score, and for each miss the belief behind it, what is true and the step that shows it. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Attempt } from '../../progress/client/answers-store.ts';
import { describeGiven } from '../model/describe-given.ts';
import type { Belief } from '../model/quiz-item.ts';
import { missedIn, scoreOf, type QuizRun } from '../model/quiz-run.ts';
import { inline } from '../../../components/kit/inline.ts';
import { partOf, query } from '../../../components/kit/query.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';

export function showResult(root: HTMLElement, run: QuizRun<Attempt>, forms: ReadonlyMap<string, QuizForm>): void {
  const { right, answered, of } = scoreOf(run);
  const missed = missedIn(run);
  partOf(root, 'result-title').textContent = `${right} of ${of} right`;
  partOf(root, 'gauge').style.setProperty('--share', String(of === 0 ? 0 : right / of));
  render(inWords(missed.length, of - answered), partOf(root, 'result-text'));
  for (const name of ['retake', 'copy-missed']) query(root, `[data-action=${name}]`).hidden = missed.length === 0;
  partOf(root, 'copied').textContent = '';
  partOf(root, 'misses-title').hidden = missed.length === 0;
  const cards = missed.map((key) => {
    const [form, answer] = [forms.get(key), run.answers[key]];
    return form && answer ? cardOf(form, answer) : nothing;
  });
  render(cards, partOf(root, 'misses'));
}

function inWords(missed: number, unanswered: number): string | TemplateResult {
  const left = unanswered === 0 ? '' : ` Not answered: ${unanswered}.`;
  if (missed === 0) return unanswered === 0 ? 'Nothing was missed.' : `Nothing was missed so far.${left}`;
  return html`Missed: ${missed}.${left} What was missed comes back in <a href="/review/">your review</a>, from tomorrow
    on.`;
}

function cardOf(form: QuizForm, answer: Attempt): TemplateResult {
  const { question, beliefs } = form.data;
  const found = answer.misconceptions.flatMap((id) => beliefs[id] ?? []);
  const { stepTitle, stepHref } = form.closest<HTMLElement>('.quiz-question')?.dataset ?? {};
  // The beliefs' own links lead there too, and better.
  const isLinked = found.some(({ href }) => href === stepHref);
  return html`<li class="quiz-miss reading-card">
    <p class="quiz-miss-question">${inline(question.question)}</p>
    ${form.querySelector('pre')?.cloneNode(true)}
    <p class="quiz-miss-said"><strong>You said:</strong> ${inline(describeGiven(question, answer.given))}</p>
    <div>${found.map(beliefOf)}</div>
    ${isLinked ? nothing : html`<p><a href=${stepHref}>Go to the step: ${stepTitle}</a></p>`}
  </li>`;
}

function beliefOf({ belief, truth, href, stepTitle }: Belief): TemplateResult {
  return html`<dl class="quiz-belief">
    <dt>Belief</dt>
    <dd>${inline(`“${belief}”`)}</dd>
    <dt>Truth</dt>
    <dd>${inline(truth)}</dd>
    <dt>See it</dt>
    <dd><a href=${href}>${stepTitle}</a></dd>
  </dl>`;
}
