/** All that can be searched; fetched when a reader first searches. */
import type { APIRoute } from 'astro';
import { courseIn } from '../content-reader/read-course.ts';
import { glossaryIn } from '../content-reader/read-glossary.ts';
import { searchEntries } from '../features/search/model/search-entry.ts';

export const GET: APIRoute = () => {
  const { lessons } = courseIn('src/content');
  const steps = new Set(lessons.flatMap((lesson) => lesson.steps.map(({ id }) => id)));
  return Response.json(searchEntries(lessons, glossaryIn('src/content', steps)));
};
