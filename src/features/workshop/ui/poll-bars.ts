/** What a class answered: a bar for each choice, with its number in words; which one is right is said, not coloured alone. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChoiceView } from '../model/views.ts';

export interface PollResult {
  readonly choices: readonly ChoiceView[];
  /** Votes for each choice; undefined while only the instructor may see them. */
  readonly counts: readonly number[] | undefined;
  /** Index of the own choice, if any. */
  readonly own?: number | undefined;
}

/** The bars grow from nothing when they come, and from where they were when a vote does. */
export function pollBars({ choices, counts, own }: PollResult): TemplateResult | typeof nothing {
  if (counts === undefined) return nothing;
  const total = counts.reduce((sum, each) => sum + each, 0);
  return html`<ol class="poll-bars">
    ${choices.map((choice, index) => bar(choice, counts[index] ?? 0, total, index === own))}
  </ol>`;
}

function bar({ text, correct }: ChoiceView, votes: number, total: number, isOwn: boolean): TemplateResult {
  const share = total === 0 ? 0 : votes / total;
  const isRight = correct === true;
  const marks = [...(isRight ? ['right'] : []), ...(isOwn ? ['your answer'] : [])];
  return html`<li ?data-right=${isRight}>
    <span class="poll-words">${text}${marks.length > 0 ? html`<em>${marks.join(', ')}</em>` : nothing}</span>
    <span class="poll-count">${votes} (${Math.round(100 * share)} %)</span>
    <span class="poll-bar" aria-hidden="true" style="--share: ${share}"></span>
  </li>`;
}
