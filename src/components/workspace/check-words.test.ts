import { expect, test } from 'vitest';
import type { CheckState } from '../../session/judge.ts';
import { canTryAgain, summaryOf, wordsOf } from './check-words.ts';

const PASSED: CheckState = { kind: 'judged', verdict: { passed: true, found: 'all of it' } };
const FAILED: CheckState = {
  kind: 'judged',
  verdict: { passed: false, expected: 'all', found: 'none', hint: 'Look here.' },
};
const TOO_SLOW: CheckState = {
  kind: 'not-judged',
  message: 'Not judged: too slow.',
  hint: 'Wait.',
  found: 'none',
  tryAgain: true,
};
const REFUSED: CheckState = { kind: 'not-judged', message: 'A recording.', hint: 'Leave it.' };

test('a check says what was found, and nothing that was not', () => {
  expect(wordsOf({ kind: 'pending' })).toEqual({ state: 'pending', word: 'Not checked yet', lines: [] });
  expect(wordsOf(PASSED)).toEqual({ state: 'passed', word: 'Passed', lines: ['Found: all of it'] });
  expect(wordsOf(FAILED).lines).toEqual(['Expected: all', 'Found: none', 'Look here.']);
  expect(wordsOf(TOO_SLOW)).toEqual({ state: 'not-judged', word: 'Not judged', lines: ['Found: none'] });
  expect(wordsOf(REFUSED).lines).toEqual([]);
});

test('the summary counts what passed', () => {
  expect(summaryOf([{ kind: 'pending' }, { kind: 'pending' }])).toBe('');
  expect(summaryOf([{ kind: 'checking' }])).toMatch(/^Running your program/);
  expect(summaryOf([PASSED, PASSED])).toBe('All checks passed.');
  expect(summaryOf([PASSED, FAILED])).toBe('1 of 2 checks passed.');
});

test('what was not judged is no failure: the summary says why, after what was', () => {
  expect(summaryOf([REFUSED, REFUSED])).toBe('A recording. Leave it.');
  expect(summaryOf([PASSED, TOO_SLOW])).toBe('1 of 2 checks passed. Not judged: too slow. Wait.');
});

test('another try is offered where it may help', () => {
  expect(canTryAgain([PASSED, TOO_SLOW])).toBe(true);
  expect(canTryAgain([FAILED, REFUSED])).toBe(false);
});
