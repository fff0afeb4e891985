/** Every part of the text that the course grew from is taught at an anchor that exists, and no two places share one. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anchorsOf } from '../../src/content-reader/anchors.ts';
import { courseIn } from '../../src/content-reader/read-course.ts';
import { coveredParts } from '../support/coverage.ts';

const { lessons } = courseIn('src/content');
const parts = coveredParts();

/** How many parts each chapter of that text has. */
const PARTS = {
  overview: 3,
  'mental model': 3,
  'build-up': 7,
  'before reading on': 3,
  'under the hood': 4,
  'why it was designed so': 3,
  myths: 4,
  'expert notes': 3,
  'when not to use it': 3,
  production: 3,
  connections: 3,
  pitfalls: 3,
  takeaways: 5,
  names: 1,
};

test('no part is missing', () => {
  const named = Object.groupBy(parts, ({ group }) => group);
  const counts = Object.entries(named).map(([group, all = []]) => [group, new Set(all.map(({ part }) => part)).size]);
  expect(Object.fromEntries(counts)).toEqual(PARTS);
});

test.each(parts)('$part is taught at $address', ({ lesson, anchor }) => {
  const taught = lessons.find(({ slug }) => slug === lesson);
  // The page of a planned lesson does not show its text.
  expect(taught?.matter.status, `lesson ${lesson}`).toBe('written');
  expect(taught && anchorsOf(taught)).toContain(anchor);
});

describe('an id stands once on its page', () => {
  test.each(lessons.map((lesson) => ({ slug: lesson.slug, ids: anchorsOf(lesson) })))('in $slug', ({ ids }) => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

test('each lesson has a file that judges its steps', () => {
  const judged = readdirSync('tests/content/steps').map((name) => name.replace('.test.ts', ''));
  expect(judged.toSorted()).toEqual(lessons.map(({ slug }) => slug).toSorted());
});
