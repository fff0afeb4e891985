/** Answers that a browser kept are read by how they were given; whatever else is there is left. */
import { expect, test } from 'vitest';
import { isAttempt } from './is-attempt.ts';

const attempt = (given: object) => ({ at: 1, given, correct: true, misconceptions: [] });

test.each([
  { by: 'options', picked: [0, 2] },
  { by: 'order', order: [2, 0, 1] },
  { by: 'text', text: 'three' },
])('an answer by $by', (given) => {
  expect(isAttempt(attempt(given))).toBe(true);
  expect(isAttempt(attempt({ by: given.by }))).toBe(false);
});

test.each(['voice', 'constructor', 7])('not one by %s', (by) => {
  expect(isAttempt(attempt({ by, picked: [0], order: [0], text: '' }))).toBe(false);
});
