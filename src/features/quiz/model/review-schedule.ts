/** When a question that was answered wrongly comes again: after a day, then after longer and longer pauses, while it is known. */
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';

export interface ReviewEntry {
  /** Milliseconds of the wall clock. */
  readonly at: number;
  readonly correct: boolean;
}

/**
 * A review is of days: nothing comes twice on one day. No chance in it, so that the date that was named is kept. After a year
 * at most one is asked again, since Node changes too.
 */
const LONGEST_DAYS = 365;
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: LONGEST_DAYS });
const LONGEST_MS = LONGEST_DAYS * 24 * 60 * 60 * 1_000;

/** The log alone is kept, never the scheduler's state: a better scheduler will read it anew. */
export function dueAt(log: readonly [ReviewEntry, ...ReviewEntry[]]): number {
  let last = log[0].at;
  let card = createEmptyCard(new Date(last));
  for (const { at, correct } of log) {
    // A clock that was put back must not undo what came before.
    last = Math.max(last, at);
    card = scheduler.next(card, new Date(last), correct ? Rating.Good : Rating.Again).card;
  }
  // The scheduler keeps "good" a day above "hard", beyond the maximum too.
  return Math.min(card.due.getTime(), last + LONGEST_MS);
}

/**
 * The whole story of a question: from the first wrong answer on, what reviews found, and a wrong answer elsewhere since then.
 * Undefined for what was never answered wrongly: it needs no review.
 */
export function reviewLog(
  wrongAt: { readonly first: number; readonly last: number } | null,
  reviews: readonly ReviewEntry[],
): readonly [ReviewEntry, ...ReviewEntry[]] | undefined {
  if (wrongAt === null) return undefined;
  const first = { at: wrongAt.first, correct: false };
  const since = [...reviews].filter(({ at }) => at > first.at);
  const isNew = wrongAt.last > (since.at(-1) ?? first).at;
  return [first, ...since, ...(isNew ? [{ at: wrongAt.last, correct: false }] : [])];
}

export interface Scheduled {
  readonly key: string;
  readonly due: number;
}

export interface ReviewPlan {
  /** For now: what has waited longest first, as many as fit into the day. */
  readonly today: readonly string[];
  /** Due too, and left for tomorrow unless asked for. */
  readonly beyond: readonly string[];
  /** What waits for a later day, the next first. */
  readonly later: readonly Scheduled[];
}

/** About half a minute each, and half as long again for what is missed: five minutes. */
export const ITEMS_A_DAY = 8;

/** @param items in the order of the course. @param doneToday how many reviews this day has seen */
export function planOf(items: readonly Scheduled[], now: number, doneToday: number): ReviewPlan {
  const today = dayOf(now);
  const byDue = items.toSorted((a, b) => a.due - b.due);
  // By the calendar: what was missed in the evening is there the next morning.
  const due = byDue.filter(({ due: at }) => dayOf(at) <= today).map(({ key }) => key);
  const room = Math.max(0, ITEMS_A_DAY - doneToday);
  return {
    today: due.slice(0, room),
    beyond: due.slice(room),
    later: byDue.filter(({ due: at }) => dayOf(at) > today),
  };
}

/** The beginning of a moment's day, by the clock on the wall. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
