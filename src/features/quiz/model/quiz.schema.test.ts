/** What an author may write, and the sentence for what not. */
import { expect, test } from 'vitest';
import { quizSchema } from './quiz.schema.ts';

const option = (correct: boolean) => ({
  text: 'x',
  feedback: 'f',
  ...(correct ? { correct } : { misconception: 'm' }),
});
const choice = { id: 'q', question: 'Which?', options: [option(true), option(false)] };
const typed = {
  accept: ['3'],
  feedback: 'f',
  mistakes: [{ answers: ['2'], misconception: 'm', feedback: 'f' }],
  otherwise: 'o',
};
const short = { id: 'q', kind: 'short', question: 'How many?', ...typed };
const items = [
  { text: 'a' },
  { text: 'b', misconception: 'm', feedback: 'f' },
  { text: 'c', misconception: 'm', feedback: 'f' },
];
const ordering = { id: 'q', kind: 'ordering', question: 'Order?', items, feedback: 'f' };
const output = { id: 'q', kind: 'output', question: 'Prints?', code: 'console.log(3)' };

test.each([
  ['a choice without its kind', choice],
  ['a choice', { ...choice, kind: 'choice' }],
  ['an order', ordering],
  ['a short answer', short],
  ['a short answer about a program', { ...short, code: 'f()' }],
  ['an output with options', { ...output, options: choice.options }],
  ['an output that is typed', { ...output, ...typed }],
])('%s', (_, question) => {
  expect(quizSchema.safeParse([question])).toMatchObject({ success: true });
});

test('kind is choice when it is left out', () => {
  expect(quizSchema.parse([choice])[0]?.kind).toBe('choice');
});

test.each([
  ['a kind that is none', { ...choice, kind: 'chocie' }, [0, 'kind'], "'ordering' | 'short' | 'output'"],
  ['an id twice', undefined, [1, 'id'], 'an id of its own'],
  ['the id of the prediction', { ...choice, id: 'prediction' }, [0, 'id'], 'Another id'],
  [
    'only right options',
    { ...choice, options: [option(true), option(true)] },
    [0, 'options'],
    'At least one option is wrong',
  ],
  [
    'an order whose second item is not explained',
    { ...ordering, items: [{ text: 'a' }, { text: 'b' }, items[2]] },
    [0, 'items', 1],
    'Each item after the first',
  ],
  [
    'an order whose first item is explained',
    { ...ordering, items: [items[1], { ...items[2] }, { ...items[2], text: 'd' }] },
    [0, 'items', 0],
    'none stands above it',
  ],
  [
    'an order with one item twice',
    { ...ordering, items: [items[0], items[1], items[1]] },
    [0, 'items', 2, 'text'],
    'differ',
  ],
  [
    'an answer that is right and wrong',
    { ...short, mistakes: [{ answers: ['7', 'Three'], misconception: 'm', feedback: 'f' }] },
    [0, 'mistakes', 0, 'answers', 1],
    'stands nowhere else',
  ],
  ['an output without an answer', output, [0], 'has options, or accept'],
  ['an output with both', { ...output, ...typed, options: choice.options }, [0], 'has options, or accept'],
])('%s is told where it is', (_, question, path, message) => {
  const quiz = question === undefined ? [choice, choice] : [question];
  const result = quizSchema.safeParse(quiz);
  expect(result.error?.issues.map((issue) => ({ path: issue.path, message: issue.message }))).toContainEqual({
    path,
    message: expect.stringContaining(message),
  });
});
