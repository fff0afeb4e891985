/** What each authored step needs beyond the guard: the server grants exactly this. Steps without needs are left out. */
import type { APIRoute } from 'astro';
import { courseIn } from '../content-reader/read-course.ts';

export const GET: APIRoute = () => {
  const steps = courseIn('src/content').lessons.flatMap((lesson) => lesson.steps);
  const needs = steps.filter(({ program }) => program.needs.length > 0).map(({ id, program }) => [id, program.needs]);
  return Response.json(Object.fromEntries(needs));
};
