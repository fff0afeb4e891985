/** A list that is read portion by portion is the list that `JSON.parse` would have read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findList, PORTION } from './json-portions.ts';

const atOnce = () => Promise.resolve();
const parsed = (portions: readonly string[]) => portions.flatMap((portion) => JSON.parse(`[${portion}]`) as unknown[]);

test('whatever stands in it and around it', async () => {
  const element = fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('\\', '"', '\\"],[', '},{'));
  await fc.assert(
    fc.asyncProperty(fc.array(element), fc.string(), fc.nat(2), async (elements, title, indent) => {
      const run = { title, exit: { list: 1, of: [2] }, list: elements, after: [elements] };
      const found = await findList(JSON.stringify(run, null, indent), 'list', atOnce);
      expect(parsed(found?.portions ?? [])).toEqual(JSON.parse(JSON.stringify(elements)));
      expect(JSON.parse(found?.rest ?? '')).toEqual(JSON.parse(JSON.stringify({ ...run, list: [] })));
    }),
  );
});

test('however long, in portions that are about as long as each other, with a breath for each', async () => {
  const list = Array.from({ length: 20_000 }, (_, index) => ({ index, path: '/"\\,][}{' }));
  const text = JSON.stringify({ list });
  let breaths = 0;
  const found = await findList(text, 'list', async () => void breaths++);
  const { portions = [] } = found ?? {};
  expect(parsed(portions)).toEqual(list);
  for (const portion of portions.slice(0, -1)) expect(Math.abs(portion.length - PORTION)).toBeLessThan(100);
  expect(breaths).toBeGreaterThanOrEqual(Math.floor(text.length / PORTION));
});

test.each([
  ['none of that name', '{"other":[1]}'],
  ['no list', '{"list":{"0":1}}'],
  ['deeper', '{"a":{"list":[1]}}'],
  ['not whole', '{"list":[1,2'],
  ['an element that is longer than a portion', `{"list":["${'x'.repeat(2 * PORTION)}"]}`],
])('%s', async (_, text) => expect(await findList(text, 'list', atOnce)).toBeUndefined());
