/** The review comes when it was said to come. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, dueAt, ITEMS_A_DAY, planOf, reviewLog, type ReviewEntry } from './review-schedule.ts';

const DAY = 24 * 60 * 60 * 1_000;
const START = new Date(2_026, 2, 10, 20, 30).getTime();
const wrong = (at: number): ReviewEntry => ({ at, correct: false });

/** Days until each next review, each taken on the day it is due. */
function pauses(...answers: readonly boolean[]): readonly number[] {
  const log: [ReviewEntry, ...ReviewEntry[]] = [wrong(START)];
  const days = [(dueAt(log) - START) / DAY];
  for (const correct of answers) {
    const at = dueAt(log);
    log.push({ at, correct });
    days.push((dueAt(log) - at) / DAY);
  }
  return days;
}

describe('the pause', () => {
  test('is a day at first and grows with each right answer', () =>
    expect(pauses(true, true, true)).toEqual([1, 3, 8, 22]));
  test('is short again after a miss', () => expect(pauses(true, true, false, true)).toEqual([1, 3, 8, 1, 3]));
  test('is never over a year, nor under a day', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (answers) => {
        for (const days of pauses(...answers)) {
          expect(days).toBeGreaterThanOrEqual(1);
          expect(days).toBeLessThanOrEqual(365);
        }
      }),
      { examples: [[Array.from({ length: 7 }, () => true)]] },
    );
  });
  test('survives a clock that was put back', () => {
    expect(dueAt([wrong(START), { at: START - 400 * DAY, correct: true }])).toBeGreaterThan(START);
  });
});

describe('the story of a question', () => {
  test('begins with the first wrong answer, and there is none without', () => {
    expect(reviewLog(null, [])).toBeUndefined();
    expect(reviewLog({ first: 5, last: 5 }, [])).toEqual([wrong(5)]);
  });
  test('goes on with reviews, and a review that was missed counts once', () => {
    expect(reviewLog({ first: 5, last: 9 }, [{ at: 7, correct: true }, wrong(9)])).toEqual([
      wrong(5),
      { at: 7, correct: true },
      wrong(9),
    ]);
  });
  test('hears of a wrong answer given elsewhere since', () => {
    expect(reviewLog({ first: 5, last: 9 }, [{ at: 7, correct: true }])?.at(-1)).toEqual(wrong(9));
  });
  test('does not know reviews of an earlier form of the question', () => {
    expect(reviewLog({ first: 5, last: 5 }, [{ at: 3, correct: true }])).toEqual([wrong(5)]);
  });
});

describe('the plan of a day', () => {
  const at = (key: string, due: number) => ({ key, due });

  test('goes by the calendar: missed in the evening, there the next morning', () => {
    const items = [at('a', START + DAY)];
    const morning = new Date(2_026, 2, 11, 7, 0).getTime();
    expect(planOf(items, START, 0).today).toEqual([]);
    expect(planOf(items, START, 0).later).toEqual(items);
    expect(planOf(items, morning, 0).today).toEqual(['a']);
  });

  test('takes what has waited longest, and no more than fits', () => {
    const items = Array.from({ length: ITEMS_A_DAY + 2 }, (_, index) => at(`q${index}`, START - index * DAY));
    const plan = planOf(items, START, 0);
    expect(plan.today).toHaveLength(ITEMS_A_DAY);
    expect(plan.today[0]).toBe(`q${ITEMS_A_DAY + 1}`);
    expect(plan.beyond).toEqual(['q1', 'q0']);
    expect(planOf(items, START, ITEMS_A_DAY).today).toEqual([]);
    expect(planOf(items, START, ITEMS_A_DAY - 1).today).toHaveLength(1);
  });

  test('loses nothing', () => {
    const items = fc.array(fc.integer({ min: -30, max: 30 }));
    fc.assert(
      fc.property(items, fc.nat(20), (days, done) => {
        const all = days.map((day, index) => at(`q${index}`, START + day * DAY));
        const { today, beyond, later } = planOf(all, START, done);
        expect([...today, ...beyond, ...later.map(({ key }) => key)].toSorted()).toEqual(
          all.map(({ key }) => key).toSorted(),
        );
      }),
    );
  });

  test('a day begins at midnight', () => expect(new Date(dayOf(START)).getHours()).toBe(0));
});
