/** What a class answered: a bar for each choice, with its number in words; which one is right is said, not coloured alone. */
import type { ChoiceView } from '../../core/workshop/views.ts';
import { element } from '../progress/dom.ts';

/** @param counts votes for each choice @param own index of the own choice, if any */
export function pollBars(choices: readonly ChoiceView[], counts: readonly number[], own?: number): HTMLElement {
  const total = counts.reduce((sum, each) => sum + each, 0);
  const rows = choices.map(({ text, correct }, index) => {
    const votes = counts[index] ?? 0;
    const share = total === 0 ? 0 : votes / total;
    const bar = element('span', { className: 'poll-bar', ariaHidden: 'true' }, []);
    bar.style.setProperty('--share', String(share));
    const marks = [...(correct === true ? ['right'] : []), ...(index === own ? ['your answer'] : [])];
    const row = element('li', {}, [
      element('span', { className: 'poll-words' }, [text, ...(marks.length > 0 ? [mark(marks.join(', '))] : [])]),
      element('span', { className: 'poll-count' }, [`${votes} (${Math.round(100 * share)} %)`]),
      bar,
    ]);
    if (correct === true) row.dataset['right'] = '';
    return row;
  });
  return element('ol', { className: 'poll-bars' }, rows);
}

function mark(words: string): HTMLElement {
  return element('em', {}, [words]);
}
