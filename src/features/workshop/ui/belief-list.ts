/** What the class believes, before and after an experiment: a sentence and two bars for each misconception. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { percent, type BeliefHeat, type Share } from '../model/statistics.ts';
import { plural } from '../../../core/plural.ts';

/** @param sentences by the id of the misconception @param most rows, those held most first */
export function beliefList(
  heat: readonly BeliefHeat[],
  sentences: Readonly<Record<string, string>>,
  most: number,
): TemplateResult {
  const held = heat.filter(({ before, after }) => before.holding + after.holding > 0).slice(0, most);
  if (held.length === 0)
    return html`<p class="board-note">
      Nothing yet: predictions, quizzes and polls of the class will show here what it believes.
    </p>`;
  return html`<ol class="class-beliefs">
    ${held.map((each) => beliefRow(each, sentences[each.belief] ?? each.belief))}
  </ol>`;
}

function beliefRow({ before, after }: BeliefHeat, sentence: string): TemplateResult {
  return html`<li>
    <p><strong>${percent(before) ?? 0} % believed: </strong>${sentence}</p>
    ${shareBar('before', before)}${after.asked > 0 ? shareBar('after', after) : nothing}
  </li>`;
}

function shareBar(when: 'before' | 'after', share: Share): TemplateResult {
  const held = percent(share) ?? 0;
  return html`<p class="belief-share" data-when=${when}>
    <span>${when}</span>
    <span class="belief-bar" aria-hidden="true" style="--share: ${held / 100}"></span>
    <span>${held} %: ${share.holding} of ${plural(share.asked, 'learner')}</span>
  </p>`;
}
