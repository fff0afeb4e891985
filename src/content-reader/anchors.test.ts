/** The addresses that a lesson's page has. */
import { expect, test } from 'vitest';
import { anchorsOf } from './anchors.ts';
import type { CourseStep } from './read-course.ts';

const step = (slug: string, ...lines: readonly string[]) => ({ slug, body: lines.join('\n') }) as unknown as CourseStep;

test('steps, ids, headings and sources; not what is in code', () => {
  const steps = [
    step('star', '### Relay `it`, [twice](/lessons/ipc/)', '<Callout id="stores" kind="note" title="x">', '</Callout>'),
    step('last', '```sh', '### none', '```', '<span id="why" />Why.[^a]', '', '[^a]: A source.'),
  ];
  expect(anchorsOf({ slug: 'ipc', body: '### Before you begin', steps })).toEqual([
    'ipc/before-you-begin',
    'star',
    'stores',
    'star/relay-it-twice',
    'star/questions',
    'last',
    'why',
    'last/sources',
    'last/fn-a',
    'last/questions',
    'last/what-to-keep',
  ]);
});
