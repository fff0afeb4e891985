/** The package's example, built as its README says: node:cluster in a page that knows nothing of the course. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import { build, preview } from 'vite';
import { SLOW } from '../support/slow.ts';

const ROOT = path.resolve('packages/browser-node/example');

const test = base.extend<{ address: string }>({
  address: async ({ browserName: _ }, use) => {
    const outDir = await mkdtemp(path.join(tmpdir(), 'browser-node-example-'));
    try {
      const config = { root: ROOT, logLevel: 'error', build: { outDir, emptyOutDir: true } } as const;
      await build(config);
      const server = await preview({ ...config, preview: { host: 'localhost', port: 0 } });
      await use(server.resolvedUrls?.local[0] ?? '');
      await server.close();
    } finally {
      await rm(outDir, { recursive: true });
    }
  },
});

test('two workers of a cluster answer in a page of its own', async ({ page, address }) => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Run' }).click();
  const output = page.locator('#output');
  await expect(output).toContainText('ended with 0', { timeout: 30_000 });
  await expect(output).toContainText('answered by worker 1');
  await expect(output).toContainText('answered by worker 2');
});

test('a program of the visitor’s own runs, and its error is shown', SLOW, async ({ page, address }) => {
  await page.goto(address);
  await page.getByLabel('Program').fill("console.log(process.version); throw new Error('of my own');");
  await page.getByRole('button', { name: 'Run' }).click();
  const output = page.locator('#output');
  await expect(output).toContainText('ended with 1', { timeout: 30_000 });
  await expect(output).toContainText(/^v24\./);
  await expect(output).toContainText('Error: of my own');
});
