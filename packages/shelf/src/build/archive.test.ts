/** The archives of the shelf hold what a program needs, and nothing that it cannot reach. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesOf } from '../archive.ts';
import { pack } from './archive.ts';

test('an archive holds published files, unchanged, and all that they import', async () => {
  const { archive, peers } = await pack('express-session');
  const files = filesOf(archive);
  expect(peers).toEqual([]);
  expect(Object.keys(files)).toContain('node_modules/express-session/session/memory.js');
  expect(Object.keys(files).some((path) => path.endsWith('node_modules/debug/src/node.js'))).toBe(true);
  for (const [path, text] of Object.entries(files)) expect(text).toBe(readFileSync(path, 'utf8'));
});

test('tests, types and maps stay out, and what nothing imports of a dependency', async () => {
  const { archive } = await pack('throng');
  const paths = Object.keys(archive.files);
  expect(paths).toContain('node_modules/lodash/lodash.js');
  expect(paths).not.toContain('node_modules/lodash/fp.js');
  expect(paths.filter((path) => /\.(?:d\.ts|map|md)$|\/tests?\//.test(path))).toEqual([]);
});

test('a peer with an archive of its own is named and not packed', async () => {
  const { archive, peers } = await pack('@hono/node-server');
  expect(peers).toEqual(['hono']);
  expect(Object.keys(archive.files).filter((path) => path.startsWith('node_modules/hono/'))).toEqual([]);
});
