/** The recorded runs as files of the site, each loaded when a learner asks to watch it and never before. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { courseIn } from '../../../content-reader/read-course.ts';

interface Props {
  readonly folder: string;
}

export const getStaticPaths = (() =>
  courseIn('src/content').lessons.flatMap(({ slug: lesson, steps }) =>
    steps
      .filter(({ recording }) => recording !== undefined)
      .map(({ slug: step, folder }) => ({ params: { lesson, step }, props: { folder } })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props: { folder } }) =>
  new Response(readFileSync(path.join('src/content/lessons', folder, 'recording.cast'), 'utf8'));
