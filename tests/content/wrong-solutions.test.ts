/** Every step has a wrong solution that names one of its checks; what is wrong with one is said in a sentence. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { wrongSolutionOf } from '../support/wrong-solution.ts';

const programs = courseIn('src/content').lessons.flatMap(({ steps }) => steps.map(({ program }) => program));

test.each(programs)('$id has one', (program) => {
  expect(Object.keys(wrongSolutionOf(program).files)).not.toEqual([]);
});

describe('a mistake is told', () => {
  const step = { id: 'a/b', checks: programs[0]?.checks.slice(0, 1) ?? [] };
  const says = step.checks[0]?.says ?? '';
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'wrong-'))));
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (about: string) => {
    mkdirSync(path.join(root, step.id), { recursive: true });
    writeFileSync(path.join(root, step.id, 'wrong.yaml'), about);
  };

  test('none in it', () => {
    write(`why: It looks right.\nfails: ${JSON.stringify(says)}\n`);
    expect(wrongSolutionOf(step, root).fails).toBe(says);
  });
  test('a check that the step does not have', () => {
    write('why: It looks right.\nfails: Something else.\n');
    expect(() => wrongSolutionOf(step, root)).toThrow(`fails: one of “${says}”`);
    expect(() => wrongSolutionOf(step, root)).toThrow('wrong.yaml:2');
  });
  test('a misspelt key', () => {
    write(`whi: It looks right.\nfails: ${JSON.stringify(says)}\n`);
    expect(() => wrongSolutionOf(step, root)).toThrow('Did you mean “why”?');
  });
  test('no wrong.yaml', () => {
    expect(() => wrongSolutionOf(step, root)).toThrow(/a wrong solution of a\/b[^]*Put its files into/);
  });
});
