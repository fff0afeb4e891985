import { expect, test } from 'vitest';
import { answered, opened, startRun } from '../features/quiz/model/quiz-run.ts';
import { AnswersStore, type Attempt } from '../features/progress/client/answers-store.ts';
import { EditsStore } from './edits-store.ts';
import { ANSWERS, editsOf, QUIZ_RUNS, REVIEWS, THEME } from './keys.ts';
import { ReviewStore } from '../features/quiz/client/review-store.ts';
import { RunStore } from '../features/quiz/client/run-store.ts';
import { memoryStorage } from './storage.ts';

const start = { 'a.mjs': 'one', 'b.mjs': 'two' };

test('keeps edited files of a step, and nothing once they are as the step gave them', () => {
  const storage = memoryStorage();
  const store = new EditsStore(storage);
  store.write('l/s', { ...start, 'b.mjs': 'changed' }, start);
  expect(new EditsStore(storage).read('l/s')).toEqual({ 'b.mjs': 'changed' });
  expect(store.read('l/other')).toEqual({});
  store.write('l/s', start, start);
  expect(storage.get(editsOf('l/s'))).toBeUndefined();
});

test.each(['{', 'null', '{"version":2,"files":{"a.mjs":"x"}}', '{"version":1,"files":{"a.mjs":7}}', '[]'])(
  'what cannot be read as edits is none: %s',
  (text) => {
    const storage = memoryStorage();
    storage.set(editsOf('l/s'), text);
    expect(new EditsStore(storage).read('l/s')).toEqual({});
  },
);

test('what names no file is dropped when edits are read, and the others stay', () => {
  const storage = memoryStorage();
  storage.set(editsOf('l/s'), JSON.stringify({ version: 1, files: { '': 'x', '../up.mjs': 'x', 'a.mjs': 'mine' } }));
  expect(new EditsStore(storage).read('l/s')).toEqual({ 'a.mjs': 'mine' });
});

test('says when the browser has no room left, and keeps what was there', () => {
  const full = { ...memoryStorage(), set: () => false };
  expect(new EditsStore(full).write('l/s', { ...start, 'a.mjs': 'long' }, start)).toBe(false);
  expect(new EditsStore(memoryStorage()).write('l/s', { ...start, 'a.mjs': 'long' }, start)).toBe(true);
});

const attempt = (at: number, picked: number, misconception?: string): Attempt => ({
  at,
  given: { by: 'options', picked: [picked] },
  correct: misconception === undefined,
  misconceptions: misconception === undefined ? [] : [misconception],
});

test('remembers an answer while the question is the same', () => {
  const storage = memoryStorage();
  new AnswersStore(storage).remember('l/s/q', 'Which?', attempt(1, 2));
  expect(new AnswersStore(storage).picked('l/s/q', 'Which?')).toEqual(new Set([2]));
  expect(new AnswersStore(storage).picked('l/s/q', 'Which of these?')).toBeUndefined();
});

test('keeps the first answer and the last, when it was wrong, and what showed', () => {
  const store = new AnswersStore(memoryStorage());
  for (const each of [attempt(1, 2), attempt(2, 0, 'm'), attempt(3, 1, 'n'), attempt(4, 0, 'm'), attempt(5, 2)])
    store.remember('l/s/q', 'hash', each);
  expect(store.read('l/s/q', 'hash')).toMatchObject({
    first: attempt(1, 2),
    last: attempt(5, 2),
    tries: 5,
    wrongAt: { first: 2, last: 4 },
    misconceptions: ['m', 'n'],
  });
  store.remember('l/s/q', 'another hash', attempt(6, 2));
  expect(store.read('l/s/q', 'another hash')).toMatchObject({ first: attempt(6, 2), tries: 1, wrongAt: null });
});

test('tells all answers, and nothing else that is stored', () => {
  const storage = memoryStorage();
  const store = new AnswersStore(storage);
  storage.set(THEME, 'dark');
  storage.set(ANSWERS.of('broken'), '{');
  store.remember('l/s/q', 'hash', attempt(1, 2));
  store.remember('l/s/r', 'hash', { ...attempt(2, 0), given: { by: 'order', order: [1, 0] } });
  store.remember('l/t/q', 'hash', { ...attempt(3, 0), given: { by: 'text', text: 'three' } });
  expect([...store.all().keys()].toSorted()).toEqual(['l/s/q', 'l/s/r', 'l/t/q']);
  expect(store.all().get('l/t/q')?.last.given).toEqual({ by: 'text', text: 'three' });
});

test('says when the browser has no room for an answer', () => {
  const full = { ...memoryStorage(), set: () => false };
  expect(new AnswersStore(full).remember('k', 'hash', attempt(1, 0))).toBe(false);
});

test.each([
  '{',
  'null',
  '7',
  '{"version":1,"asked":"Which?","picked":[1]}',
  '{"version":9}',
  whole({ tries: 'many' }),
  whole({ first: null }),
  whole({ wrongAt: {} }),
  whole({ misconceptions: [7] }),
  whole({ last: { ...attempt(1, 1), given: { by: 'options', picked: ['x'] } } }),
  whole({ last: { ...attempt(1, 1), given: { by: 'guess' } } }),
])('what cannot be read as an answer is none: %s', (text) => {
  const storage = memoryStorage();
  storage.set(ANSWERS.of('k'), text);
  expect(new AnswersStore(storage).read('k', 'Which?')).toBeUndefined();
  expect(new AnswersStore(storage).all().size).toBe(0);
});

test('and what is whole is read, so that these are refused for their one fault', () => {
  const storage = memoryStorage();
  storage.set(ANSWERS.of('k'), whole({}));
  expect(new AnswersStore(storage).read('k', 'Which?')).toMatchObject({ tries: 1 });
});

function whole(change: object): string {
  const [first, last] = [attempt(1, 1), attempt(1, 1)];
  return JSON.stringify({
    version: 2,
    asked: 'Which?',
    first,
    last,
    tries: 1,
    wrongAt: null,
    misconceptions: [],
    ...change,
  });
}

test('keeps what reviews found, while the question is the same', () => {
  const storage = memoryStorage();
  const store = new ReviewStore(storage);
  store.remember('l/s/q', 'hash', { at: 1, correct: false });
  store.remember('l/s/q', 'hash', { at: 2, correct: true });
  expect(new ReviewStore(storage).read('l/s/q', 'hash')).toEqual([
    { at: 1, correct: false },
    { at: 2, correct: true },
  ]);
  expect(store.read('l/s/q', 'another hash')).toEqual([]);
  storage.set(REVIEWS.of('l/s/q'), '{"version":1,"asked":"hash","reviews":[{"at":"then"}]}');
  expect(store.read('l/s/q', 'hash')).toEqual([]);
});

test('keeps a self-check, while it asks the same', () => {
  const storage = memoryStorage();
  const run = answered(startRun<Attempt>(['a', 'b']), 'a', attempt(1, 0, 'm'));
  new RunStore('course', 'a=1,b=1', storage).write(run);
  expect(new RunStore('course', 'a=1,b=1', storage).read()).toEqual(run);
  new RunStore('course', 'a=1,b=1', storage).write(opened(run, undefined));
  expect(new RunStore('course', 'a=1,b=1', storage).read()?.open).toBeUndefined();
  expect(new RunStore('course', 'a=1,b=2', storage).read()).toBeUndefined();
  expect(new RunStore('ipc', 'a=1,b=1', storage).read()).toBeUndefined();
  storage.set(QUIZ_RUNS.of('course'), '{"version":1,"of":"a=1,b=1","run":{"keys":["a"],"answers":{"a":7}}}');
  expect(new RunStore('course', 'a=1,b=1', storage).read()).toBeUndefined();
});
