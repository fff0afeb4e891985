/** What the class believes, before and after an experiment: a sentence and two bars for each misconception. */
import { percent, type BeliefHeat, type Share } from '../model/statistics.ts';
import { plural } from '../../../core/plural.ts';
import { element } from '../../../components/kit/dom.ts';

/** @param sentences by the id of the misconception @param most rows, those held most first */
export function beliefList(
  heat: readonly BeliefHeat[],
  sentences: Readonly<Record<string, string>>,
  most: number,
): HTMLElement {
  const held = heat.filter(({ before, after }) => before.holding + after.holding > 0).slice(0, most);
  if (held.length === 0) {
    return element('p', { className: 'board-note' }, [
      'Nothing yet: predictions, quizzes and polls of the class will show here what it believes.',
    ]);
  }
  return element(
    'ol',
    { className: 'class-beliefs' },
    held.map((each) => beliefRow(each, sentences[each.belief] ?? each.belief)),
  );
}

function beliefRow({ before, after }: BeliefHeat, sentence: string): HTMLElement {
  return element('li', {}, [
    element('p', {}, [element('strong', {}, [`${percent(before) ?? 0} % believed: `]), sentence]),
    shareBar('before', before),
    ...(after.asked > 0 ? [shareBar('after', after)] : []),
  ]);
}

function shareBar(when: 'before' | 'after', share: Share): HTMLElement {
  const bar = element('span', { className: 'belief-bar', ariaHidden: 'true' }, []);
  bar.style.setProperty('--share', String((percent(share) ?? 0) / 100));
  const row = element('p', { className: 'belief-share' }, [
    element('span', {}, [when]),
    bar,
    element('span', {}, [`${percent(share) ?? 0} %: ${share.holding} of ${plural(share.asked, 'learner')}`]),
  ]);
  row.dataset['when'] = when;
  return row;
}
