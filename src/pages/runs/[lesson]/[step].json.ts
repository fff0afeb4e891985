/** The course's recorded runs without terminal and driver, for who looks at their picture alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { courseIn } from '../../../content-reader/read-course.ts';
import { runInCast } from '../../../core/recording/run-in-cast.ts';
import { saveRun } from '../../../core/trace/run-file.ts';

interface Props {
  readonly folder: string;
  readonly title: string;
}

export const getStaticPaths = (() =>
  courseIn('src/content').lessons.flatMap(({ slug: lesson, matter, steps }) =>
    steps
      .filter(({ recording }) => recording !== undefined)
      .map(({ slug: step, folder, matter: { title } }) => ({
        params: { lesson, step },
        props: { folder, title: `${matter.title}: ${title}` },
      })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props: { folder, title } }) => {
  const cast = readFileSync(path.join('src/content/lessons', folder, 'recording.cast'), 'utf8');
  return new Response(saveRun(runInCast(cast, title)));
};
