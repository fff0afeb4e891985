import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { whileUnchanged } from './while-unchanged.ts';

function folder() {
  const root = mkdtempSync(path.join(tmpdir(), 'unchanged-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'step'));
  writeFileSync(path.join(root, 'step/step.mdx'), 'one');
  return root;
}

test('a folder is read once, and anew when a file was written, came or went', () => {
  const root = folder();
  let times = 0;
  const read = whileUnchanged((from: string) => ({
    times: ++times,
    text: readFileSync(`${from}/step/step.mdx`, 'utf8'),
  }));
  expect(read(root)).toBe(read(root));

  // Of the same length, and in a second of its own, whatever the clock of the file system.
  writeFileSync(path.join(root, 'step/step.mdx'), 'two');
  utimesSync(path.join(root, 'step/step.mdx'), 1, 1);
  expect(read(root)).toEqual({ times: 2, text: 'two' });
  writeFileSync(path.join(root, 'quiz.yaml'), '');
  expect(read(root).times).toBe(3);
  rmSync(path.join(root, 'quiz.yaml'));
  expect(read(root).times).toBe(4);
  expect(read(root).times).toBe(4);
});

test('folders are kept apart, and a failure is not kept', () => {
  const failing = whileUnchanged((from: string) => {
    throw new Error(from);
  });
  const root = folder();
  expect(() => failing(root)).toThrow(root);
  expect(() => failing(root)).toThrow(root);
  const named = whileUnchanged((from: string) => from);
  const other = folder();
  expect([named(root), named(other), named(root)]).toEqual([root, other, root]);
});
