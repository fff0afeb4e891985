/** What identifies a question, and the small tools that show it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf, plain } from '../../../core/inline-code.ts';
import { normalise } from './normalise.ts';
import { addressOf, beliefsOf, questionHash } from './quiz-item.ts';
import type { OptionsQuestion } from './quiz.schema.ts';
import { mixedOrder } from './seeded.ts';

const right = { text: 'this', correct: true, feedback: 'yes' };
const wrong = { text: 'that', correct: false, misconception: 'm', feedback: 'no' };
const question: Extract<OptionsQuestion, { kind: 'choice' }> = {
  id: 'q',
  kind: 'choice',
  question: 'Which?',
  options: [right, wrong],
};

test.each([
  ['its words', { question: 'Which one?' }],
  ['its program', { code: 'f()' }],
  ['an option', { options: [right, { ...wrong, text: 'those' }] }],
  ['the order of options', { options: [wrong, right] }],
  ['what is right', { options: [{ ...right, correct: false }, wrong] }],
])('a question is another one when this has changed: %s', (_, change) => {
  expect(questionHash({ ...question, ...change })).not.toBe(questionHash(question));
});

test('better feedback does not ask anew', () => {
  const better = { ...wrong, feedback: 'no, since…', misconception: 'n' };
  expect(questionHash({ ...question, options: [right, better] })).toBe(questionHash(question));
});

test('items are shown in an order that holds each once, is never the right one and is the same every time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), fc.string(), (length, seed) => {
      const order = mixedOrder(length, seed);
      const inOrder = Array.from({ length }, (_, index) => index);
      expect(order.toSorted((a, b) => a - b)).toEqual(inOrder);
      expect(order).not.toEqual(inOrder);
      expect(mixedOrder(length, seed)).toEqual(order);
    }),
  );
});

test('words between backticks are code, and an unpaired one is itself', () => {
  expect(partsOf('Call `fork()` twice')).toEqual([
    { text: 'Call ', isCode: false },
    { text: 'fork()', isCode: true },
    { text: ' twice', isCode: false },
  ]);
  expect(plain('Call `fork()` twice')).toBe('Call fork() twice');
  expect(plain('a ` alone')).toBe('a ` alone');
});

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }),
    { numRuns: 1_000 },
  );
});

test('a belief leads to the step that refutes it', () => {
  const misconceptions = { m: { belief: 'b', why: 'w', truth: 't', shownBy: 'lesson/step' } };
  expect(beliefsOf(question, misconceptions, new Map([['lesson/step', 'A step']]))).toEqual({
    m: { belief: 'b', truth: 't', href: '/lessons/lesson/#step', stepTitle: 'A step' },
  });
  expect(addressOf('ipc/star')).toBe('/lessons/ipc/#star');
});
