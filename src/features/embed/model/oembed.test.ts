import { expect, test } from 'vitest';
import { fileOf, oEmbedOf, oEmbedPath } from './oembed.ts';

const site = 'https://lab.example';
const step = { what: { kind: 'step', lesson: 'ipc', step: 'star' }, title: 'A star', site, fragment: '' } as const;

test('a step is framed at a fixed height, without a script', () => {
  const { html, ...rest } = oEmbedOf(step);
  expect(rest).toMatchObject({ version: '1.0', type: 'rich', title: 'A star', provider_url: 'https://lab.example/' });
  expect(html).toContain(`src="https://lab.example/embed/ipc/star/?height=${rest.height}"`);
  expect(html).toContain(`height="${rest.height}"`);
  expect(html).not.toContain('<script');
});

test('steps and quizzes have an answer and a picture each', () => {
  expect(oEmbedPath(fileOf(step.what))).toBe('/oembed/ipc/star.json');
  expect(oEmbedPath(fileOf({ kind: 'quiz', lesson: 'course' }))).toBe('/oembed/quiz/course.json');
  expect(oEmbedOf(step).thumbnail_url).toBe('https://lab.example/cards/ipc/star.png');
});
