/** Mistakes with words of the glossary are told with their line, front matter counted. */
import { expect, test } from 'vitest';
import { checkTerms } from './check-terms.ts';
import type { Written } from './read-course.ts';

const course = (...bodies: readonly string[]) =>
  ({
    lessons: [{ steps: bodies.map((body, index) => ({ folder: `01-a/0${index}-b`, body, bodyLine: 31 })) }],
  }) as unknown as Written;
const glossary = ['handle'];

test('a word that is there, once', () => {
  expect(checkTerms(course('A <Term id="handle">handle</Term>.'), glossary)).toEqual([]);
});

test('a word that no lesson links', () => {
  expect(checkTerms(course('A handle.'), glossary)).toMatchObject([
    { file: 'glossary.yaml', found: expect.stringContaining('“handle”') },
  ]);
});

test('an unknown word, and one that comes again in the same lesson', () => {
  const problems = checkTerms(
    course('\n<Term id="handel">x</Term>', '<Term id="handle">x</Term>\n<Term id="handle">y</Term>'),
    glossary,
  );
  expect(problems).toMatchObject([
    { file: 'lessons/01-a/00-b/step.mdx', line: 32, found: 'handel', fix: expect.stringContaining('“handle”') },
    { file: 'lessons/01-a/01-b/step.mdx', line: 32, found: '“handle” again' },
  ]);
});
