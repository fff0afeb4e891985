/** Cards are made of the real course: what they show stands in a program or happened in a run. */
import { expect, test } from 'vitest';
import { linkedPages } from '../content-reader/linked-pages.ts';
import { readCourse } from '../content-reader/read-course.ts';
import { CARD } from '../features/embed/model/oembed.ts';
import { cardOf } from './card-of.ts';
import { cardPng } from './card-png.ts';
import { cardSvg, wrap } from './card-svg.ts';

const { course } = readCourse('src/content');
const pages = linkedPages(course);
const pageOf = (id: string) => {
  const page = pages.find(({ step }) => step?.id === id);
  if (page === undefined) throw new Error(`There is no step ${id}.`);
  return page;
};
const svgOf = async (id: string) => cardSvg(await cardOf(pageOf(id), 'src/content/lessons'), () => '#123456');

test('each step and each quiz has its own', () => {
  const steps = course.lessons.flatMap((lesson) => lesson.steps).length;
  expect(pages).toHaveLength(steps + course.lessons.length + 1);
});

test('a recorded step shows its run at its fullest', async () => {
  const svg = await svgOf('load-balancing/keep-alive');
  for (const words of ['Connections, not requests', 'Lesson 5: Load balancing', 'worker 1', 'Node v24.']) {
    expect(svg).toContain(words);
  }
});

test('a run without connections is shown while its processes live', async () => {
  const svg = await svgOf('why-multi-core/two-jobs-two-cores');
  expect(svg).toContain('child');
  expect(svg).not.toContain('ended');
});

test('another step shows its program, without the imports that it begins with', async () => {
  const svg = await svgOf('load-balancing/round-robin');
  expect(svg).toContain('isPrimary');
  expect(svg).not.toContain('>import<');
});

test('words of the content never become markup', () => {
  const content = { kind: 'words', words: 'is 1 < 2 & 2 > 1?' } as const;
  const svg = cardSvg({ title: '<script>', place: '"&"', content }, () => '#123456');
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('is 1 &lt; 2 &amp; 2 &gt; 1?');
});

test('lines break at spaces, and a word is never cut', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('incomprehensibilities of it', 7)).toEqual(['incomprehensibilities', 'of it']);
});

test('the file is a PNG of the size that is promised', async () => {
  const png = Buffer.from(cardPng(await cardOf(pageOf('cluster-basics/same-port'), 'src/content/lessons')));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(CARD);
});
