/** A poll in the instructor's own words: what was typed becomes a question with its choices, or a sentence says what is missing. Pure. */
import type { Outcome } from '../../../core/outcome.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { PollAsked } from './protocol.schema.ts';

export interface OwnPollTyped {
  readonly text: string;
  /** Those that are left empty are left out. */
  readonly choices: readonly string[];
  /** Index of the right one; undefined where none is. */
  readonly right: number | undefined;
}

export function ownPoll({ text, choices, right }: OwnPollTyped): Outcome<Omit<PollAsked, 'id'>> {
  const question = oneLine(text);
  const all = choices.map(oneLine);
  const written = all.filter((each) => each !== '');
  if (question === '') return { ok: false, message: 'Write the question.' };
  if (written.length < 2) return { ok: false, message: 'Write at least two choices.' };
  if (written.length > most.choices) return { ok: false, message: `A poll has at most ${most.choices} choices.` };
  if ([question, ...written].some((each) => each.length > most.pollText))
    return { ok: false, message: `A question and a choice have at most ${most.pollText} characters each.` };
  if (new Set(written.map((each) => each.toLowerCase())).size < written.length)
    return { ok: false, message: 'Two choices say the same. Change one of them.' };
  if (right !== undefined && (all[right] ?? '') === '')
    return { ok: false, message: 'The right choice is empty. Write it, or choose another one.' };
  const marked = all.flatMap((each, index) =>
    each === '' ? [] : [{ text: each, ...(index === right && { correct: true }) }],
  );
  return { ok: true, value: { text: question, choices: marked } };
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
