/** The course without its server: kept once the page is at rest, renewed when its reader says so, and never in the way of others. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PLAIN_HTTP_NAME } from '../../scripts/ensure-browser.ts';
import { CACHE } from '../../src/features/offline/model/names.ts';
import { startSite, type Site } from '../support/site.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { SLOW } from './support/slow.ts';
import { expect, test as base } from './support/test.ts';
import { runSolution, status, writeCode } from './support/workspace.ts';

/** A server of the story's own, which it may close; where it changes the built site, that is a copy. */
const test = base.extend<{ changesSite: boolean; folder: string; site: Site }>({
  changesSite: [false, { option: true }],
  serviceWorkers: 'allow',
  folder: async ({ changesSite }, use) => {
    if (!changesSite) return use('dist');
    const folder = await mkdtemp(path.join(tmpdir(), 'offline-'));
    await cp('dist', folder, { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true });
  },
  site: async ({ folder }, use) => {
    const site = await startSite({ folder: path.resolve(folder) });
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => use(site.origin),
});
// What a browser says by itself of a server that is gone.
test.use({ expectedComplaints: /ERR_CONNECTION_REFUSED|unknown error occurred when fetching the script/ });

const KEPT = 'Available offline';

/** A browser that saves data keeps nothing before it is told to: so the story need not wait for the page to rest. */
async function saveData(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
}

async function keepCourse(page: Page): Promise<void> {
  await saveData(page);
  await page.goto('/glossary/');
  await page.getByRole('button', { name: /^Keep the course for offline use/ }).click();
  await expect(page.getByText(KEPT)).toBeVisible({ timeout: 30_000 });
}

test('without its server a lesson that was never open reads, is isolated, and runs a cluster', async ({
  page,
  site,
}) => {
  await keepCourse(page);
  await site.close();
  await openStep(page, 'cluster-basics', 'same-port');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await runSolution(page);
  await expect(status(page)).toContainText('In-browser Node');
  await expect(status(page)).toContainText('running, 2 workers');
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('worker 2 listens on port');
});

test(
  'the page itself is in no hurry: it keeps the course once it is at rest, and nothing that a server alone can say',
  SLOW,
  async ({ page }) => {
    await page.goto('/');
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBeUndefined();
    await expect(page.getByText(KEPT)).toBeVisible({ timeout: 45_000 });
    const kept = await page.evaluate(
      async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url),
      CACHE,
    );
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.filter((url) => /__sandbox|\/(?:embed|lms|workshop)\/|sw\.js|needs\.json/.test(url))).toEqual([]);
  },
);

test.describe('a new version', SLOW, () => {
  test.use({ changesSite: true });

  /** As a later build: one page says something else. */
  async function publish(folder: string): Promise<void> {
    const [page, script] = [path.join(folder, 'glossary/index.html'), path.join(folder, 'sw.js')];
    await writeFile(page, (await readFile(page, 'utf8')).replace('<h1>', '<h1>Renewed: '));
    await writeFile(script, (await readFile(script, 'utf8')).replace(/(\/glossary\/[^}]*revision:.)/, '$1v2-'));
    // What a build compresses would be sent as it was.
    for (const file of [page, script]) for (const ending of ['.br', '.gz']) await rm(file + ending);
  }

  async function workInLesson(page: Page): Promise<void> {
    await keepCourse(page);
    await openStep(page, 'cluster-basics', 'same-port');
    await expect(page.getByText(KEPT)).toBeVisible({ timeout: 20_000 });
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  }

  async function look(page: Page): Promise<void> {
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
    await expect(page.getByRole('status', { name: 'New version' })).toContainText(
      'A new version of the course is ready.',
    );
  }

  const isSamePage = (page: Page) => page.evaluate(() => 'isSamePage' in window);
  const reload = (page: Page) => page.getByRole('button', { name: 'Reload', exact: true });

  test('waits for its reader, who loses no edit by it; another tab is told, and left as it is', async ({
    page,
    context,
    folder,
  }) => {
    // Two tabs, and each of them rests first.
    test.slow();
    await workInLesson(page);
    await publish(folder);
    await look(page);
    await expectAccessible(page);
    const other = await context.newPage();
    await other.goto('/glossary/');
    await expect(other.getByRole('heading', { level: 1 })).not.toContainText('Renewed');
    await expect(other.getByRole('status', { name: 'New version' })).toContainText('ready', { timeout: 20_000 });
    await page.bringToFront();
    await writeCode(page, "console.log('my own work');\n");
    expect(await isSamePage(page)).toBe(true);
    await reload(page).click();
    await expect.poll(() => isSamePage(page).catch(() => true)).toBe(false);
    const field = page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first();
    await expect(field).toHaveValue(/my own work/);
    await expect(page.getByRole('status', { name: 'New version' })).toBeHidden();
    await expect(other.getByRole('status', { name: 'New version' })).toContainText('renewed in another tab');
    await expect(other.getByRole('heading', { level: 1 })).not.toContainText('Renewed');
    await reload(other).click();
    await expect(other.getByRole('heading', { level: 1 })).toContainText('Renewed');
  });

  test('warns where the browser has no room for what was written, and can be put off', async ({ page, folder }) => {
    await page.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, value) {
        if (key.includes('edits:')) throw new DOMException('full', 'QuotaExceededError');
        setItem.call(this, key, value);
      };
    });
    await workInLesson(page);
    await publish(folder);
    await look(page);
    await writeCode(page, "console.log('my own work');\n");
    await reload(page).click();
    await expect(page.getByRole('status', { name: 'New version' })).toContainText('no room to store your edits');
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(reload(page)).toBeHidden();
    expect(await isSamePage(page)).toBe(true);
  });
});

test('an embed on this site gets what the server sends, and registers nothing', SLOW, async ({ page }) => {
  await page.goto('/embed/cluster-basics/same-port/?view=read,run');
  expect(await page.content()).not.toContain('offline');
  await keepCourse(page);
  // Whatever came from the cache would break the page now.
  await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      if (key.url.includes('.js'))
        await cache.put(key, new Response('throw 1', { headers: { 'content-type': 'text/javascript' } }));
    }
  }, CACHE);
  const answer = await page.goto('/embed/cluster-basics/same-port/?view=read,run');
  expect(answer?.fromServiceWorker()).toBe(false);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toContainText('running');
});

test.describe('by a name that is not secure', SLOW, () => {
  test.use({
    baseURL: async ({ site }, use) => use(site.origin.replace('localhost', PLAIN_HTTP_NAME)),
    expectedComplaints: /Cross-Origin-Opener-Policy header has been ignored|responded with a status of 403/,
  });

  test('the page says why it cannot be kept', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('Cannot be kept offline here: this address is not https.')).toBeVisible({
      timeout: 30_000,
    });
    await expectAccessible(page);
  });
});

test.describe('another site at the same address', SLOW, () => {
  test.use({ expectedComplaints: /404|fetching the script|bad HTTP response code/ });

  test('is seen after the reader reloads', async ({ page, site }) => {
    await keepCourse(page);
    await site.close();
    const other = createServer((request, response) => {
      response.writeHead(request.url === '/glossary/' ? 200 : 404, { 'content-type': 'text/html' }).end('Another site');
    });
    await once(other.listen(Number(new URL(site.origin).port), '127.0.0.1'), 'listening');
    try {
      await page.goto('/glossary/');
      const said = page.getByRole('status', { name: 'New version' });
      await expect(said).toContainText('Another site answers at this address now.', { timeout: 30_000 });
      await page.getByRole('button', { name: 'Reload', exact: true }).click();
      await expect(page.locator('body')).toHaveText('Another site');
    } finally {
      other.close();
      other.closeAllConnections();
    }
  });
});
