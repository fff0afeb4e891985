/** A self-check: first answers count, and what was missed is taken again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenItems, itemsLink } from './items-link.ts';
import { answered, missedIn, nextOf, opened, scoreOf, startRun } from './quiz-run.ts';

const keys = ['a', 'b', 'c'];
const right = { correct: true };
const wrong = { correct: false };

test('counts the first answer to each question', () => {
  let run = answered(startRun(keys), 'a', wrong);
  run = answered(run, 'a', right);
  run = answered(run, 'b', right);
  expect(scoreOf(run)).toEqual({ right: 1, answered: 2, of: 3 });
  expect(missedIn(run)).toEqual(['a']);
  expect(answered(run, 'elsewhere', right)).toBe(run);
});

test('goes on to what has no answer yet, from the start again at the end', () => {
  let run = startRun(keys);
  expect(run.open).toBe('a');
  expect(nextOf(run)).toBe('b');
  run = opened(answered(run, 'b', right), 'c');
  expect(nextOf(run)).toBe('a');
  run = opened(answered(answered(run, 'c', right), 'a', right), undefined);
  expect(nextOf(run)).toBeUndefined();
  expect(opened(run, 'elsewhere')).toBe(run);
});

test('taking again what was missed ends when all is right', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), { maxLength: 6 }), (goes) => {
      let run = startRun(['a', 'b', 'c', 'd', 'e']);
      for (const go of goes) {
        for (const [index, key] of run.keys.entries()) run = answered(run, key, { correct: go[index] ?? true });
        const { right: known, of } = scoreOf(run);
        expect(missedIn(run)).toHaveLength(of - known);
        run = startRun(missedIn(run));
      }
      for (const key of run.keys) run = answered(run, key, right);
      expect(missedIn(run)).toEqual([]);
    }),
  );
});

test('a link opens what it names, in its order, and tells what it does not know', () => {
  expect(chosenItems('l/s/b, l/s/a,l/s/b,l/s/gone,', ['l/s/a', 'l/s/b', 'l/s/c'])).toEqual({
    keys: ['l/s/b', 'l/s/a'],
    unknown: ['l/s/gone'],
    isChoice: true,
  });
  expect(chosenItems(null, ['l/s/a'])).toEqual({ keys: ['l/s/a'], unknown: [], isChoice: false });
  expect(chosenItems('', ['l/s/a'])).toEqual({ keys: [], unknown: [], isChoice: true });
});

test('a link leads back to what it was made from', () => {
  const key = fc.stringMatching(/^[a-z0-9-]{1,9}\/[a-z0-9-]{1,9}\/[a-z0-9-]{1,9}$/);
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 1 }), (all) => {
      const { searchParams } = new URL(itemsLink('/quiz/', all), 'http://localhost');
      expect(chosenItems(searchParams.get('items'), all).keys).toEqual(all);
    }),
  );
});
