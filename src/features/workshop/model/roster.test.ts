/** What the instructor's list says of a learner, and in which order. */
import { expect, test } from 'vitest';
import { applyReport, newMember } from './member.ts';
import { rosterLine, sortRoster } from './roster.ts';
import { memberRow } from './views.ts';

const STEPS = ['a/one', 'a/two'];
const line = (name: string, step?: string, hand?: number, pace: string | null = null) => {
  const member = newMember(`m-${name}`, name, 0, { name });
  if (step !== undefined) applyReport(member, { kind: 'step', step }, 1);
  if (hand !== undefined) applyReport(member, { kind: 'hand', raised: true }, hand);
  return rosterLine(memberRow(member, true), STEPS, pace);
};

test('a line counts runs and checks of the step where they are, and what is solved in all', () => {
  const member = newMember('m1', 'Ada', 0, { name: 'Ada' });
  for (const report of [
    { kind: 'step', step: 'a/one' },
    { kind: 'ran', step: 'a/one' },
    { kind: 'checks', step: 'a/one', passed: 2, total: 2 },
    { kind: 'step', step: 'a/two' },
    { kind: 'ran', step: 'a/two' },
    { kind: 'ran', step: 'a/two' },
    { kind: 'checks', step: 'a/two', passed: 1, total: 3 },
    { kind: 'answer', question: 'a/one/q', correct: true, given: 'x', offers: [], beliefs: [] },
    { kind: 'answer', question: 'a/two/q', correct: false, given: 'y', offers: [], beliefs: [] },
  ] as const) {
    applyReport(member, { ...report } as Parameters<typeof applyReport>[1], 5);
  }
  expect(rosterLine(memberRow(member, false), STEPS, null)).toMatchObject({
    name: 'Ada',
    online: false,
    step: 'a/two',
    runs: 2,
    checks: { passed: 1, total: 3 },
    solved: 1,
    answers: { right: 1, given: 2 },
    sharing: undefined,
  });
});

test('hands come first in the order in which they went up; else by name', () => {
  const lines = [line('Cleo'), line('Bo', 'a/one', 20), line('Ada'), line('Dan', 'a/one', 10)];
  expect(sortRoster(lines, 'hand', STEPS).map(({ name }) => name)).toEqual(['Dan', 'Bo', 'Ada', 'Cleo']);
});

test('by step, who is behind comes first', () => {
  const lines = [line('Ada', 'a/two'), line('Bo', 'a/one'), line('Cleo')];
  expect(sortRoster(lines, 'step', STEPS).map(({ name }) => name)).toEqual(['Cleo', 'Bo', 'Ada']);
});

test('behind is who has not come to the step where everyone should be', () => {
  const lines = [
    line('Ada', 'a/two', undefined, 'a/two'),
    line('Bo', 'a/one', undefined, 'a/two'),
    line('Cleo', undefined, undefined, 'a/two'),
  ];
  expect(lines.map(({ isBehind }) => isBehind)).toEqual([false, true, true]);
  expect(line('Dan', 'a/one').isBehind).toBe(false);
});
