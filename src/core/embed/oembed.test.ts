import { expect, test } from 'vitest';
import { oEmbedOf, oEmbedPath } from './oembed.ts';

const site = 'https://lab.example';
const step = { what: { kind: 'step', lesson: 'ipc', step: 'star' }, title: 'A star', site, fragment: '' } as const;

test('a step is framed at a fixed height, without a script', () => {
  const { html, ...rest } = oEmbedOf(step);
  expect(rest).toMatchObject({ version: '1.0', type: 'rich', title: 'A star', provider_url: 'https://lab.example/' });
  expect(html).toContain(`src="https://lab.example/embed/ipc/star/?height=${rest.height}"`);
  expect(html).toContain(`height="${rest.height}"`);
  expect(html).not.toContain('<script');
});

test('steps and quizzes have a file, a playground has none', () => {
  expect(oEmbedPath(step.what)).toBe('/oembed/ipc/star.json');
  expect(oEmbedPath({ kind: 'quiz', lesson: 'course' })).toBe('/oembed/quiz/course.json');
  expect(oEmbedPath({ kind: 'playground' })).toBeUndefined();
});
