import { expect, test } from 'vitest';
import { AnswersStore } from './answers-store.ts';
import { EditsStore } from './edits-store.ts';
import { memoryStorage } from './storage.ts';

const start = { 'a.mjs': 'one', 'b.mjs': 'two' };

test('keeps edited files of a step, and nothing once they are as the step gave them', () => {
  const storage = memoryStorage();
  const store = new EditsStore(storage);
  store.write('l/s', { ...start, 'b.mjs': 'changed' }, start);
  expect(new EditsStore(storage).read('l/s')).toEqual({ 'b.mjs': 'changed' });
  expect(store.read('l/other')).toEqual({});
  store.write('l/s', start, start);
  expect(storage.get('edits:l/s')).toBeUndefined();
});

test.each(['{', 'null', '{"version":2,"files":{"a.mjs":"x"}}', '{"version":1,"files":{"a.mjs":7}}', '[]'])(
  'what cannot be read as edits is none: %s',
  (text) => {
    const storage = memoryStorage();
    storage.set('edits:l/s', text);
    expect(new EditsStore(storage).read('l/s')).toEqual({});
  },
);

test('says when the browser has no room left, and keeps what was there', () => {
  const full = { ...memoryStorage(), set: () => false };
  expect(new EditsStore(full).write('l/s', { ...start, 'a.mjs': 'long' }, start)).toBe(false);
  expect(new EditsStore(memoryStorage()).write('l/s', { ...start, 'a.mjs': 'long' }, start)).toBe(true);
});

test('remembers an answer while the question is the same', () => {
  const storage = memoryStorage();
  new AnswersStore(storage).remember('l/s/q', 'Which?', new Set([2]));
  expect(new AnswersStore(storage).picked('l/s/q', 'Which?')).toEqual(new Set([2]));
  expect(new AnswersStore(storage).picked('l/s/q', 'Which of these?')).toBeUndefined();
});

test.each([
  '{',
  'null',
  '{"version":1,"asked":"Which?","picked":["x"]}',
  '{"version":9,"asked":"Which?","picked":[1]}',
])('what cannot be read as an answer is none: %s', (text) => {
  const storage = memoryStorage();
  storage.set('answer:k', text);
  expect(new AnswersStore(storage).picked('k', 'Which?')).toBeUndefined();
});
