import { expect, test } from 'vitest';
import { readJson } from './read-json.ts';

/** A page with one text for a script, or none. */
const page = (textContent?: string) =>
  ({ querySelector: () => (textContent === undefined ? null : { textContent }) }) as unknown as ParentNode;

test('reads what the markup has, else what may stand in for it, and names what is missing', () => {
  expect(readJson(page('{"a":"\\u003c"}'), '#a', {})).toEqual({ a: '<' });
  expect(readJson(page(), '#a', { b: 2 })).toEqual({ b: 2 });
  expect(() => readJson(page(), '#a')).toThrow('The markup has no data at #a.');
});
