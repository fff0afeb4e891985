/** Names of steps and times as a class reads them. */
import { expect, test } from 'vitest';
import { stepName, timeLeft } from './words.ts';

const step = (id: string, title: string) => ({ id, slug: id, title, prediction: '', questions: [] });
const OUTLINE = {
  lessons: [
    { slug: 'a', order: 1, title: 'A', steps: [step('a/one', 'One'), step('a/two', 'Two')] },
    { slug: 'b', order: 2, title: 'B', steps: [step('b/three', 'Three')] },
  ],
};

test('a step is named by its place and title, an unknown one by its address', () => {
  expect(stepName(OUTLINE, 'a/two')).toBe('1.2 Two');
  expect(stepName(OUTLINE, 'b/three')).toBe('2.1 Three');
  expect(stepName(OUTLINE, 'c/four')).toBe('c/four');
});

test('time that is left counts whole seconds that began, and never below zero', () => {
  expect([245_000, 59_001, 1, 0, -5_000].map(timeLeft)).toEqual(['4:05', '1:00', '0:01', '0:00', '0:00']);
});
