/** What a class answered: a bar for each choice, with its number in words; which one is right is said, not coloured alone. */
import type { ChoiceView } from '../model/views.ts';
import { element } from '../../../components/kit/dom.ts';
import { keyedList } from './keyed-list.ts';
import { during } from './live.ts';

export interface PollResult {
  readonly choices: readonly ChoiceView[];
  /** Votes for each choice; undefined while only the instructor may see them. */
  readonly counts: readonly number[] | undefined;
  /** Index of the own choice, if any. */
  readonly own?: number | undefined;
}

interface Bar {
  readonly index: number;
  readonly text: string;
  readonly votes: number;
  /** Of all votes, from 0 to 1. */
  readonly share: number;
  readonly isRight: boolean;
  readonly isOwn: boolean;
}

/** The bars grow from nothing when they come, and from where they were when a vote does. */
export function pollBars(read: () => PollResult, life: AbortSignal): HTMLElement {
  const place = element('ol', { className: 'poll-bars' }, []);
  keyedList({ place, life, read: () => barsOf(read()), keyOf: ({ index }) => String(index), make: row });
  during(life, () => (place.hidden = read().counts === undefined));
  return place;
}

function barsOf({ choices, counts, own }: PollResult): readonly Bar[] {
  if (counts === undefined) return [];
  const total = counts.reduce((sum, each) => sum + each, 0);
  return choices.map(({ text, correct }, index) => {
    const votes = counts[index] ?? 0;
    const share = total === 0 ? 0 : votes / total;
    return { index, text, votes, share, isRight: correct === true, isOwn: index === own };
  });
}

function row(item: { readonly value: Bar }, life: AbortSignal): HTMLElement {
  const words = element('span', { className: 'poll-words' }, []);
  const count = element('span', { className: 'poll-count' }, []);
  const bar = element('span', { className: 'poll-bar', ariaHidden: 'true' }, []);
  const made = element('li', {}, [words, count, bar]);
  during(life, () => {
    const { text, votes, share, isRight, isOwn } = item.value;
    const marks = [...(isRight ? ['right'] : []), ...(isOwn ? ['your answer'] : [])];
    words.replaceChildren(text, ...(marks.length > 0 ? [element('em', {}, [marks.join(', ')])] : []));
    count.textContent = `${votes} (${Math.round(100 * share)} %)`;
    bar.style.setProperty('--share', String(share));
    made.toggleAttribute('data-right', isRight);
  });
  return made;
}
