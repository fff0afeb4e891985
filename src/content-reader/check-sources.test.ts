/** A source of another Node than the pinned one is told with its line, front matter counted. */
import { expect, test } from 'vitest';
import { checkSources } from './check-sources.ts';
import type { Written } from './read-course.ts';

test("Node's documentation and source are those of the pinned version; other sources have none", () => {
  const body = [
    '[^a]: [fork](https://nodejs.org/docs/v24.21.0/api/cluster.html#clusterforkenv)',
    '[^b]: [listen(2)](https://man7.org/linux/man-pages/man2/listen.2.html)',
    '[^c]: [net.js](https://github.com/nodejs/node/blob/v22.1.0/lib/net.js), here',
    '[^d]: [cluster](https://nodejs.org/docs/latest/api/cluster.html)',
    '[^e]: [cluster](https://nodejs.org/api/cluster.html)',
  ].join('\n');
  const course = { lessons: [{ steps: [{ folder: '01-a/01-b', body, bodyLine: 31 }] }] } as unknown as Written;
  expect(checkSources(course, 'v24.21.0')).toMatchObject([
    { file: 'lessons/01-a/01-b/step.mdx', line: 33, found: 'https://github.com/nodejs/node/blob/v22.1.0/lib/net.js' },
    { line: 34, found: 'https://nodejs.org/docs/latest/api/cluster.html' },
    { line: 35, found: 'https://nodejs.org/api/cluster.html' },
  ]);
});
