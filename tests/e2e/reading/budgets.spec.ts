/** What a lesson page or an embed may weigh until it can be used, measured on what the server really sends. */
import { existsSync, statSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { keptFiles } from '../../../scripts/service-worker.ts';
import { bundleProcess, findPinnedNode } from '@cluster-lab/browser-node/build';
import { gotoAndSettle } from '../support/network.ts';
import { expect, test } from '../support/test.ts';
import { SLOW } from '../support/slow.ts';

const KILOBYTE = 1_000;
const BUDGET = { script: 46 * KILOBYTE, all: 152 * KILOBYTE, requests: 15 } as const;

/** Fonts are compressed as they are; text would travel as brotli. */
function weigh(type: string, body: Buffer): number {
  return type === 'font'
    ? body.length
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** Editor and terminal together, once a learner shows that they are wanted. */
const INTENT_BUDGET = 900 * KILOBYTE;

test('editor and terminal keep the budget of intent', SLOW, async ({ page }) => {
  const reading: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (!/editor|monaco|xterm|javascript|typescript|worker/.test(response.url())) return;
    reading.push(response.body());
  });
  await page.goto('/lessons/cluster-basics/');
  await page.locator('#fork textarea').first().focus();
  await expect(page.locator('#fork .monaco-editor').first()).toBeVisible();
  await expect(page.locator('#fork .xterm').first()).toBeAttached();
  // Weighed at the end: it takes seconds, in which nothing else is looked at.
  const bytes = (await Promise.all(reading)).reduce((sum, body) => sum + weigh('script', body), 0);
  console.log(`\nintent: ${bytes} bytes (brotli)`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(INTENT_BUDGET);
});

/** In-browser Node: what every process runs, and what may come when a program requires something rare. */
const NODE_BUDGET = {
  core: 400 * KILOBYTE,
  chunk: 60 * KILOBYTE,
  // Node's whole HTTP client for the web's `fetch`, two WebAssembly parsers among it.
  fetch: 110 * KILOBYTE,
  // What strips types, in WebAssembly; fetched for programs in TypeScript alone.
  typescript: 950 * KILOBYTE,
} as const;

test('in-browser Node keeps its budget, and each of its rarer parts', async () => {
  const node = findPinnedNode();
  if (!node.ok) throw new Error(node.reason);
  const { core, chunks } = await bundleProcess(node);
  const weights = chunks.map(({ name, text }) => ({ name, bytes: weigh('script', Buffer.from(text)) }));
  const ofCore = weigh('script', Buffer.from(core.text));
  console.log(
    `\nin-browser Node: ${ofCore} bytes (brotli); ${weights.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`,
  );
  expect(ofCore).toBeLessThanOrEqual(NODE_BUDGET.core);
  expect(
    weights.filter(
      ({ name, bytes }) => bytes > (name === 'fetch' || name === 'typescript' ? NODE_BUDGET[name] : NODE_BUDGET.chunk),
    ),
  ).toEqual([]);
});

/** All that is kept for offline use: pages say that it is about 3 MB. Where that is possible the server sends brotli copies. */
const OFFLINE_BUDGET = 3_500 * KILOBYTE;

test('what is kept for offline use keeps its budget', async () => {
  const files = await keptFiles('dist');
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  const onDisk = sum(files.map(({ bytes }) => bytes.length));
  const sent = sum(
    files.map(({ url, bytes }) => {
      const copy = `dist${url.replace(/\/$/, '/index.html')}.br`;
      return existsSync(copy) ? statSync(copy).size : bytes.length;
    }),
  );
  console.log(`\noffline: ${files.length} files, ${sent} bytes as sent, ${onDisk} on disk`);
  expect(files.length).toBeGreaterThan(100);
  expect(sent).toBeLessThanOrEqual(OFFLINE_BUDGET);
});

const PATHS = [
  '/',
  '/lessons/cluster-basics/',
  '/playground/',
  '/embed/cluster-basics/same-port/?view=read,run,watch,quiz',
  '/embed/quiz/cluster-basics/',
  '/embed/playground/',
];
for (const path of PATHS) {
  test(`the first window of ${path} keeps its budget`, async ({ page }) => {
    // Idle loading is the second window: a browser that saves data never opens it by itself.
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    const loaded: { url: string; type: string; bytes: number }[] = [];
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      const type = response.request().resourceType();
      reading.push(
        response.body().then(
          (body) => void loaded.push({ url: new URL(response.url()).pathname, type, bytes: weigh(type, body) }),
          () => undefined,
        ),
      );
    });
    await gotoAndSettle(page, path);
    await Promise.all(reading);
    const sum = (entries: typeof loaded) => entries.reduce((total, { bytes }) => total + bytes, 0);
    const scripts = loaded.filter(({ type }) => type === 'script');
    console.log(
      `\n${path}: ${loaded.length} requests, ${sum(scripts)} bytes of script, ${sum(loaded)} in all (brotli)`,
    );
    expect(loaded.filter(({ url }) => /monaco|xterm|\/engine\.|node-process/i.test(url))).toEqual([]);
    expect(sum(scripts)).toBeLessThanOrEqual(BUDGET.script);
    expect(sum(loaded), JSON.stringify(loaded, null, 1)).toBeLessThanOrEqual(BUDGET.all);
    expect(loaded.length).toBeLessThanOrEqual(BUDGET.requests);
  });
}
