/** The rarer parts of Node's library are there when a program requires them, wherever the page is shown. */
import type { Frame } from '@playwright/test';
import { servePage } from '../../support/isolated-page.ts';
import { ENTRY, expect, POLICY, test } from './page.ts';
import { runInPage } from './programs.ts';

const HASHES = {
  'main.mjs': `
    import { createRequire } from 'node:module';
    console.log(createRequire(import.meta.url)('crypto').createHash('md5').update('a').digest('hex'));`,
};
const MD5_OF_A = '0cc175b9c0f1b6a831c399e269772661\n';

/** What the course's programs use, and the tracer. */
const USUAL = {
  'main.mjs': `
    import assert from 'node:assert';
    import { AsyncLocalStorage } from 'node:async_hooks';
    import cluster from 'node:cluster';
    import diagnostics from 'node:diagnostics_channel';
    import { once } from 'node:events';
    import fs from 'node:fs';
    import http from 'node:http';
    import { createRequire } from 'node:module';
    import os from 'node:os';
    import { setTimeout as wait } from 'node:timers/promises';
    import util from 'node:util';
    import { isMainThread } from 'node:worker_threads';
    const server = http.createServer((_, response) => response.end('hello')).listen(0);
    await once(server, 'listening');
    const [response] = await once(http.get({ port: server.address().port, agent: false }), 'response');
    for await (const chunk of response) console.log(String(chunk), isMainThread);
    try { assert.deepStrictEqual([1], [2]); } catch { console.table([{ a: 1 }]); }
    await wait(1);
    process.stdin.on('data', () => {});
    console.log(util.format('%o', new Map([[performance.now() > 0, structuredClone({})]])));
    process.exit();`,
};

test('the parts are fetched once, before the first program', async ({ plainPage }) => {
  const loaded: string[] = [];
  plainPage.on('request', (request) => loaded.push(request.url()));
  expect((await runInPage(plainPage, USUAL)).code).toBe(0);
  const parts = loaded.filter((url) => url.includes('node-crypto'));
  expect(parts).toHaveLength(2);
  // Those of a frame without an origin are handed over as blobs, so that nothing is asked of the site while a program runs.
  loaded.length = 0;
  expect((await runInPage(plainPage, HASHES)).output).toBe(MD5_OF_A);
  expect(loaded.filter((url) => url.startsWith('http'))).toEqual([]);
});

test('in a frame with an opaque origin, where the worker is made from a blob', async ({ page }) => {
  const served = await servePage(ENTRY, {
    'content-security-policy': POLICY,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  try {
    await page.setContent(`<iframe sandbox="allow-scripts" src="${served.url}"></iframe>`);
    const frame = page.frames().at(-1) as Frame;
    await frame.waitForFunction('globalThis.keepsRule');
    expect(await frame.evaluate('origin')).toBe('null');
    expect(await runInPage(frame, HASHES)).toEqual({ output: MD5_OF_A, code: 0 });
  } finally {
    await served.close();
  }
});

test('a part that cannot be reached says what to do', async ({ plainPage }) => {
  await plainPage.route('**/node-crypto*', (route) => route.abort());
  const { output, code } = await runInPage(plainPage, HASHES);
  expect(output).toContain('In-browser Node could not load its part for "crypto". Reload the page');
  expect(code).toBe(1);
});
