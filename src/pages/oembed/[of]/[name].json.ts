/** What sites ask before they frame a step or a quiz. Only where the site's own address is known: the answer names it. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { courseIn } from '../../../content-reader/read-course.ts';
import type { Embeddable } from '../../../core/embed/embed-options.ts';
import { oEmbedOf } from '../../../core/embed/oembed.ts';

interface Props {
  readonly what: Embeddable;
  readonly title: string;
}

export const getStaticPaths = (() => {
  if (import.meta.env.SITE === undefined) return [];
  const { lessons } = courseIn('src/content');
  const steps = lessons.flatMap(({ slug: lesson, steps }) =>
    steps.map(({ slug: step, matter }) => ({
      params: { of: lesson, name: step },
      props: { what: { kind: 'step', lesson, step }, title: matter.title } satisfies Props,
    })),
  );
  const titles = [['course', 'The whole course'], ...lessons.map(({ slug, matter }) => [slug, matter.title])] as const;
  const quizzes = titles.map(([lesson = '', title = '']) => ({
    params: { of: 'quiz', name: lesson },
    props: { what: { kind: 'quiz', lesson }, title: `Quiz: ${title}` } satisfies Props,
  }));
  return [...steps, ...quizzes];
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props, site }) => {
  const shared = { ...props, site: site?.origin ?? '', fragment: '' };
  return new Response(JSON.stringify(oEmbedOf(shared)), { headers: { 'content-type': 'application/json' } });
};
