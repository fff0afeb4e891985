/** What of a lesson's page has an address: `#star`, `#stores`, `#star/relay-it`. */
import { withoutBlocks } from './prose.ts';
import type { WrittenLesson } from './read-course.ts';

const ID = /<(?:span|Callout)\b[^>]*?\sid="([^"]+)"/g;
const HEADING = /^#{3,4} +(.+)$/gm;
/** Where a footnote says its source. */
export const SOURCE = /^\[\^([^\]]+)\]:/gm;

/** In the order of the page; one that stands there twice is twice in it. */
export function anchorsOf({ slug, body, steps }: Pick<WrittenLesson, 'slug' | 'body' | 'steps'>): readonly string[] {
  const last = steps.at(-1);
  return [
    ...anchorsIn(slug, body),
    // What stands below each step's prose is written by layouts/Lesson.astro.
    ...steps.flatMap((step) => [step.slug, ...anchorsIn(step.slug, step.body), `${step.slug}/questions`]),
    ...(last === undefined ? [] : [`${last.slug}/what-to-keep`]),
  ];
}

/** A heading's part of its address. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** @param place the step, or the lesson for its introduction: scripts/prose-anchors.ts begins addresses with it */
function anchorsIn(place: string, body: string): readonly string[] {
  const text = withoutBlocks(body);
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
  const sources = all(SOURCE).map((name) => `${place}/fn-${name}`);
  return [
    ...all(ID),
    ...all(HEADING).map((title) => `${place}/${slugOf(shownOf(title))}`),
    ...(sources.length === 0 ? [] : [`${place}/sources`, ...sources]),
  ];
}

/** A heading's words, without the addresses and tags in it. */
function shownOf(title: string): string {
  return title.replaceAll(/\]\([^)]*\)|<[^>]*>/g, '');
}
