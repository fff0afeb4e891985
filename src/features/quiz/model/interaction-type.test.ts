/** A learning platform is told how a question of each kind is answered. */
import { expect, test } from 'vitest';
import { interactionTypeOf } from './interaction-type.ts';
import { quizSchema } from './quiz.schema.ts';

const options = [
  { text: 'one', correct: true, feedback: 'So.' },
  { text: 'two', misconception: 'm', feedback: 'No.' },
];
const items = ['a', 'b', 'c'].map((text, index) =>
  index === 0 ? { text } : { text, misconception: 'm', feedback: 'f' },
);
const typed = {
  accept: ['1'],
  feedback: 'So.',
  mistakes: [{ answers: ['2'], misconception: 'm', feedback: 'No.' }],
  otherwise: 'Count.',
};

test.each([
  ['choice', { options }],
  ['sequencing', { kind: 'ordering', items, feedback: 'So.' }],
  ['fill-in', { kind: 'short', ...typed }],
  ['choice', { kind: 'output', code: 'x', options }],
  ['fill-in', { kind: 'output', code: 'x', ...typed }],
])('%s', (type, fields) => {
  const [question] = quizSchema.parse([{ id: 'q', question: 'Which?', ...fields }]);
  expect(question && interactionTypeOf(question)).toBe(type);
});
