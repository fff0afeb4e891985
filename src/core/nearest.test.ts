import { expect, test } from 'vitest';
import { nearestOf } from './nearest.ts';

const KEYS = ['id', 'kind', 'question', 'code', 'accept', 'feedback', 'mistakes', 'otherwise', 'atLeast'];

test.each([
  ['acept', 'accept'],
  ['feedbak', 'feedback'],
  ['kidn', 'kind'],
  ['Qeustion', 'question'],
  ['mistake', 'mistakes'],
  ['atleast', 'atLeast'],
])('%s means %s', (word, meant) => {
  expect(nearestOf(word, KEYS)).toBe(meant);
});

test.each(['notes', 'hint', 'x', ''])('“%s” means none of them', (word) => {
  expect(nearestOf(word, KEYS)).toBeUndefined();
});
