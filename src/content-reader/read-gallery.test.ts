/** What an author of a program of the gallery reads when something is wrong. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readGallery } from './read-gallery.ts';

/** @param files path in the gallery -> text */
function gallery(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'gallery-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    const location = path.join(root, 'playground', file);
    mkdirSync(path.dirname(location), { recursive: true });
    writeFileSync(location, text);
  }
  return readGallery(root);
}

test('a folder without program.yaml, or without a number, is told beside the others', () => {
  const { problems } = gallery({ '01-empty/main.mjs': '', 'my-program/program.yaml': '', 'notes.txt': '' });
  expect(problems).toMatchObject([
    { file: 'playground/01-empty/program.yaml', found: 'nothing' },
    { file: 'playground/my-program', expected: 'a folder named like 08-my-program', found: 'my-program' },
  ]);
});

test('every slip in a program.yaml is told at once, also that its file is not there', () => {
  const { programs, problems } = gallery({
    '01-hello/program.yaml': 'titel: Hello\nentry: man.mjs\nwatch: Read it.\n',
    '01-hello/main.mjs': '',
  });
  expect(programs).toEqual([]);
  expect(problems).toMatchObject([
    { line: 1, found: 'titel', fix: 'Did you mean “title”?' },
    { line: 3, expected: expect.stringContaining('watch: text (20 to 320 characters)') },
    { line: 2, found: 'man.mjs', fix: 'Did you mean “main.mjs”? Name the file to start: main.mjs.' },
  ]);
});

test('a program that is in order is called by its folder, without the number', () => {
  const { programs, problems } = gallery({
    '01-hello/program.yaml': 'title: Hello\nentry: main.mjs\nwatch: Press Run, and read the terminal.\n',
    '01-hello/main.mjs': '',
  });
  expect(problems).toEqual([]);
  expect(programs).toMatchObject([{ slug: 'hello', playground: { files: { 'main.mjs': '' } } }]);
});
