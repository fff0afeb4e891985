import { expect, test } from 'vitest';
import type { StepMatter } from './lesson.schema.ts';
import { placeOf, toStepProgram } from './outline.ts';

test('a folder tells order and address', () => {
  expect(placeOf('03-cluster-basics')).toEqual({ order: 3, slug: 'cluster-basics' });
  for (const other of ['files', '3-x', '03_x', '03-Cluster', '03-']) expect(placeOf(other)).toBeUndefined();
});

test('programs come before what they import, in the order that the step names', () => {
  const run = { entry: 'b.mjs', entries: ['b.mjs', 'a.mjs'], args: [], env: {} };
  const matter = { run, scenario: [], checks: [], needs: [] } as unknown as StepMatter;
  const { files } = toStepProgram('l/s', matter, { 'a.mjs': '', 'aa-lib.mjs': '', 'b.mjs': '' }, {});
  expect(Object.keys(files)).toEqual(['b.mjs', 'a.mjs', 'aa-lib.mjs']);
});
