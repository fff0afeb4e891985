/** The picture of the site and of each step and quiz, for what others show of a link. Only where the site's own address is known: they ask by it. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { cardOf, recordedRun } from '../../../cards/card-of.ts';
import { cardPng } from '../../../cards/card-png.ts';
import type { Card } from '../../../cards/card-svg.ts';
import { linkedPages } from '../../../content-reader/linked-pages.ts';
import { courseIn } from '../../../content-reader/read-course.ts';
import { fileOf, SITE_CARD } from '../../../features/embed/model/oembed.ts';

const LESSONS = 'src/content/lessons';

interface Props {
  readonly card: Card;
}

export const getStaticPaths = (async () => {
  if (import.meta.env.SITE === undefined) return [];
  const course = courseIn('src/content');
  const pages = linkedPages(course).map(async (page) => ({
    params: { ...fileOf(page.what) },
    props: { card: await cardOf(page, LESSONS) },
  }));
  return [{ params: SITE_CARD, props: { card: siteCard(course) } }, ...(await Promise.all(pages))];
}) satisfies GetStaticPaths;

function siteCard({ lessons }: ReturnType<typeof courseIn>): Card {
  const shown = lessons.flatMap(({ steps }) => steps).find(({ id }) => id === 'cluster-basics/same-port');
  if (shown?.recording === undefined) throw new Error('The step that the site shows of itself has no recording.');
  return {
    title: "How Node's cluster works, by running it",
    place: `${lessons.length} lessons`,
    content: recordedRun(shown, LESSONS),
  };
}

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(cardPng(props.card), { headers: { 'content-type': 'image/png' } });
