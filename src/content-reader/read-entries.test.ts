/** What an author of the glossary, or of what the editor tells, reads when something is wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { glossaryIn, readGlossary } from './read-glossary.ts';
import { readNodeApis } from './read-node-api.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'entries-'))));
afterEach(() => rmSync(root, { recursive: true }));

const STEPS = new Set(['ipc/star']);
const GOOD = 'handle:\n  term: handle\n  words: A grip.\n  shownBy: ipc/star\n';
const glossary = (text: string) => {
  writeFileSync(path.join(root, 'glossary.yaml'), text);
  return readGlossary(root, STEPS);
};

test('a file in order has its entries and no problem', () => {
  expect(glossary(GOOD)).toEqual({
    entries: { handle: { term: 'handle', words: 'A grip.', shownBy: 'ipc/star' } },
    names: ['handle'],
    problems: [],
  });
});

test.each([
  ['broken YAML', GOOD.replace('A grip.', 'A: grip: x'), { line: 3, found: 'words: A: grip: x' }],
  ['a misspelt key', GOOD.replace('words:', 'wrods:'), { line: 3, found: 'wrods' }],
  [
    'a step that is not there',
    GOOD.replace('ipc/star', 'ipc/stra'),
    { line: 4, found: 'ipc/stra', fix: expect.stringContaining('Did you mean “ipc/star”?') },
  ],
])('%s is told with its line', (_, text, expected) => {
  expect(glossary(text).problems[0]).toMatchObject({ file: 'glossary.yaml', ...expected });
  expect(() => glossaryIn(root, STEPS)).toThrow(`glossary.yaml:${expected.line}`);
});

test('a slip in one entry hides nothing in another', () => {
  const { problems, names } = glossary(`${GOOD.replace('words: A grip.', 'words: 5')}other:\n  shownBy: ipc/stra\n`);
  expect(problems.map(({ line }) => line)).toEqual([3, 5, 5, 6]);
  expect(names).toEqual(['handle', 'other']);
});

test('a file that is not there', () => {
  expect(readNodeApis(root, STEPS).problems).toMatchObject([{ file: 'node-api.yaml', found: 'nothing' }]);
});
