/** What a new lesson begins with is told, sentence by sentence, until the author's own stands there. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newLesson } from '../../scripts/new-content.ts';
import { checkPlaceholders, PLACEHOLDERS } from './check-placeholders.ts';

test('every placeholder of a new lesson is told with its line, and no longer once it is replaced', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'placeholders-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const lessons = path.join(root, 'lessons');
  mkdirSync(lessons);
  newLesson('my-lesson', { lessons, tests: path.join(root, 'tests') });
  const told = () => checkPlaceholders(root);
  expect(new Set(told().map(({ found }) => found))).toEqual(new Set(Object.values(PLACEHOLDERS)));

  const file = 'lessons/01-my-lesson/lesson.mdx';
  const text = readFileSync(path.join(root, file), 'utf8');
  const summary = told().find(({ found }) => found === PLACEHOLDERS.summary);
  expect(summary).toMatchObject({ file, line: text.split('\n').findIndex((line) => line.startsWith('summary:')) + 1 });
  writeFileSync(path.join(root, file), text.replace(PLACEHOLDERS.summary, 'How to share a port.'));
  expect(told().map(({ found }) => found)).not.toContain(PLACEHOLDERS.summary);
});

test('a sentence that only ends like one is nobody’s mistake', () => {
  expect(checkPlaceholders('src/content')).toEqual([]);
});
