/** What sites ask before they frame a step or a quiz. Only where the site's own address is known: the answer names it. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { linkedPages } from '../../../content-reader/linked-pages.ts';
import { courseIn } from '../../../content-reader/read-course.ts';
import { fileOf, oEmbedOf, type Linked } from '../../../features/embed/model/oembed.ts';

interface Props {
  readonly what: Linked;
  readonly title: string;
}

export const getStaticPaths = (() => {
  if (import.meta.env.SITE === undefined) return [];
  return linkedPages(courseIn('src/content')).map(({ what, title }) => ({
    params: { ...fileOf(what) },
    props: { what, title },
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props: { what, title }, site }) => {
  const answer = oEmbedOf({ what, title, site: site?.origin ?? '', fragment: '' });
  return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
};
