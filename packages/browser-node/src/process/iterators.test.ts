import { expect, test } from 'vitest';
import { peek } from './iterators.ts';

const map = new Map([
  ['a', 1],
  ['b', 2],
]);

test.each([
  [map.keys(), ['a', 'b'], false],
  [map.values(), [1, 2], false],
  [map.entries(), [...map], true],
  [new Set('xy').values(), ['x', 'y'], false],
  [new Set('x').entries(), [['x', 'x']], true],
  [new Map().entries(), [], true],
  [new Set().values(), [], false],
])('%o still has all to give after a look, and a second one', (iterator, entries, isOfPairs) => {
  expect(peek(iterator)).toEqual({ entries, isOfPairs });
  expect(peek(iterator)).toEqual({ entries, isOfPairs });
  expect([...iterator]).toEqual(entries);
  expect(peek(iterator).entries).toEqual([]);
});

test('what was taken before is not shown, and what is taken later is gone', () => {
  const values = new Set([1, 2, 3]).values();
  values.next();
  expect(peek(values).entries).toEqual([2, 3]);
  expect(values.next()).toEqual({ value: 2, done: false });
  expect(peek(values).entries).toEqual([3]);
});
