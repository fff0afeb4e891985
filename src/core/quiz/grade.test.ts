import { expect, test } from 'vitest';
import { grade, isMultiple } from './grade.ts';
import type { Question } from './quiz.schema.ts';

const question = (...correct: boolean[]): Question => ({
  id: 'q',
  question: 'Which?',
  options: correct.map((each, index) => ({
    text: String(index),
    correct: each,
    feedback: '',
    ...(each ? {} : { misconception: 'm' }),
  })),
});

test('one right option, picked', () => {
  expect(grade(question(false, true), new Set([1]))).toEqual({
    correct: true,
    remarks: [{ option: 1, kind: 'right' }],
  });
});

test('a wrong pick is remarked, and the right one counts as missed', () => {
  const { correct, remarks } = grade(question(false, true), new Set([0]));
  expect(correct).toBe(false);
  expect(remarks).toEqual([
    { option: 0, kind: 'wrong' },
    { option: 1, kind: 'missed' },
  ]);
});

test('with several right options, a part of them is not enough', () => {
  const several = question(true, true, false);
  expect(isMultiple(several)).toBe(true);
  expect(grade(several, new Set([0])).correct).toBe(false);
  expect(grade(several, new Set([0, 1])).correct).toBe(true);
  expect(grade(several, new Set([0, 1, 2])).correct).toBe(false);
});
