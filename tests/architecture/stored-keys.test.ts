/** One file names what a browser keeps: elsewhere nobody can make a key, or reach a storage by one of his own. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const REGISTRY = 'src/browser/keys.ts';
/** Reads keys back from what is stored. */
const STORAGE = 'src/browser/storage.ts';

/** The server's files have no such storage, and names of their own that begin alike. */
const OTHERS = /\.test\.ts$|^src\/(?:server|features\/[^/]+\/server)\//;

const pages = globSync('src/**/*.{ts,astro}').filter((file) => file !== REGISTRY && !OTHERS.test(file));

const filesWith = (pattern: RegExp) => pages.filter((file) => pattern.test(readFileSync(file, 'utf8')));

test('no key is typed out, or made, outside of its registry', () => {
  expect(filesWith(/['"`]cluster-lab:/)).toEqual([]);
  expect(filesWith(/\bas StoredKey\b/)).toEqual([STORAGE]);
});

test('scripts that run before the first paint take their keys from it', () => {
  const direct = filesWith(/\b(?:local|session)Storage\b/).filter((file) => file !== STORAGE);
  expect(direct.filter((file) => !file.endsWith('.astro'))).toEqual([]);
  for (const file of direct) expect(readFileSync(file, 'utf8'), file).toMatch(/define:vars=\{\{.*wholeName/);
  expect(filesWith(/\b(?:local|session)Storage\b(?:\.\w+\(|\[)\s*['"`]/)).toEqual([]);
});
