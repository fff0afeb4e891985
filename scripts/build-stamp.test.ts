import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildStamp, hashOfInputs, isBuiltFrom } from './build-stamp.ts';

let root: string;
beforeEach(async () => {
  root = `${await mkdtemp(path.join(tmpdir(), 'built-'))}/`;
  await write('src/pages/index.astro', 'Hello');
  await write('package-lock.json', '{}');
  await write('dist/index.html', 'Hello');
});
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

const ENV = { PUBLIC_SITE_URL: 'https://class.example' };
const isBuilt = async (mode?: string) => isBuiltFrom(`${root}dist`, await hashOfInputs(root), mode);

/** As Astro calls it. */
function build(mode = 'production'): { begin(): Promise<unknown>; end(): Promise<unknown> } {
  const { hooks } = buildStamp();
  const call = async (name: keyof typeof hooks, given: object) => (hooks[name] as (given: object) => unknown)(given);
  return {
    async begin() {
      await call('astro:config:setup', {
        updateConfig: ({ vite }: { vite: { plugins: { configResolved(config: object): void }[] } }) =>
          vite.plugins[0]?.configResolved({ mode }),
      });
      const config = { root: pathToFileURL(root), outDir: pathToFileURL(`${root}dist/`) };
      await call('astro:config:done', { config });
      await call('astro:build:start', {});
    },
    end: () => call('astro:build:done', {}),
  };
}

async function buildWhole(mode?: string): Promise<void> {
  const building = build(mode);
  await building.begin();
  await building.end();
}

test('what is built counts as built until something changes', async () => {
  expect(await isBuilt()).toBe(false);
  await buildWhole();
  expect(await isBuilt()).toBe(true);
  await write('dist/index.html', 'written by the build, and not read');
  await write('docs/notes.md', 'not read either');
  expect(await isBuilt()).toBe(true);
  await write('src/pages/index.astro', 'Hallo');
  expect(await isBuilt()).toBe(false);
});

test.each([
  'src/deep/er/new.ts',
  'public/favicon.svg',
  'scripts/late-styles.ts',
  'astro.config.mjs',
  'tsconfig.base.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  '.env',
  '.env.production',
  'src/.hidden',
])('a changed %s is seen, and one that is gone', async (file) => {
  const before = await hashOfInputs(root);
  await write(file, 'changed');
  expect(await hashOfInputs(root)).not.toBe(before);
  await buildWhole();
  await rm(path.join(root, file));
  expect(await isBuilt()).toBe(false);
});

test('a file that moved is seen, and a text that moved from one to the next', async () => {
  await write('src/a', 'one');
  await write('src/b', 'two');
  const before = await hashOfInputs(root);
  await write('src/a', 'onetwo');
  await write('src/b', '');
  expect(await hashOfInputs(root)).not.toBe(before);
});

test('what the pages are told by the environment counts, and nothing else of it', async () => {
  const before = await hashOfInputs(root, {});
  expect(await hashOfInputs(root, ENV)).not.toBe(before);
  expect(await hashOfInputs(root, { NODE_ENV: 'development' })).not.toBe(before);
  expect(await hashOfInputs(root, { PORT: '8080' })).toBe(before);
});

test('a build for another mode is another site', async () => {
  await buildWhole('hosted');
  expect(await isBuilt()).toBe(false);
  expect(await isBuilt('hosted')).toBe(true);
});

test('a build that is broken off takes the stamp of the one before', async () => {
  await buildWhole();
  await build().begin();
  expect(await isBuilt()).toBe(false);
});

test('what changes during a build is not built', async () => {
  const building = build();
  await building.begin();
  await write('src/pages/index.astro', 'changed meanwhile');
  await building.end();
  expect(await isBuilt()).toBe(false);
});

test('two builds into one folder at once are none', async () => {
  const [one, other] = [build(), build()];
  await one.begin();
  await other.begin();
  await one.end();
  expect(await isBuilt()).toBe(false);
  await other.end();
  expect(await isBuilt()).toBe(false);
});
