/** Every program of the playground's gallery on In-browser Node: what its sentence says is what the page shows. */
import { preferBrowserNode } from '../support/prefer-engine.ts';
import type { Page } from '@playwright/test';
import { galleryIn } from '../../../src/content-reader/read-gallery.ts';
import { openPlayground, openProgram, terminal } from '../support/playground.ts';
import { expect, test } from '../support/test.ts';
import { cell, sendRequests, status } from '../support/workspace.ts';
import { SLOW } from '../support/slow.ts';

const gallery = galleryIn('src/content');
const loadOf = (slug: string) => gallery.find((program) => program.slug === slug)?.playground.load ?? { requests: 0 };

/** 300 answers of 40 ms, two at a time, take six seconds on a computer that has nothing else to do. */
const RESTART_MS = 40_000;

const STORIES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'docs-example'(page) {
    await sendRequests(page, loadOf('docs-example'));
    await expect.poll(async () => sum(await column(page, 'Connections'))).toBe(20);
    const counts = await column(page, 'Connections');
    expect(counts.length).toBeGreaterThan(1);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  },

  async 'sticky-sessions'(page) {
    await expect(status(page)).toContainText('running, 3 workers');
    for (const path of ['/ana', '/ben']) {
      await sendRequests(page, { requests: 10, path });
      await expect(terminal(page)).toContainText(`visit 10 of ${path}`);
      const text = await terminal(page).locator('pre').innerText();
      const visits = [...text.matchAll(new RegExp(`worker (\\d): visit (\\d+) of ${path}`, 'g'))];
      expect(new Set(visits.map(([, worker]) => worker)).size).toBe(1);
      expect(visits.map(([, , count]) => Number(count))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  },

  async 'rolling-restart'(page) {
    await expect(status(page)).toContainText('running, 2 workers');
    // The form is filled already, as the gallery has it.
    await page.getByRole('button', { name: 'Send requests' }).click();
    await expect.poll(async () => sum(await column(page, 'Requests'))).toBeGreaterThan(10);
    await page.getByRole('button', { name: 'Signal primary' }).click();
    await page.getByRole('menuitem', { name: 'SIGUSR2' }).click();
    await expect(page.getByRole('status', { name: 'Load result' })).toContainText(/300 sent.*, 300 answered/, {
      timeout: RESTART_MS,
    });
    await expect(terminal(page)).toContainText('restart done');
    for (const id of ['1', '2']) await expect(cell(page, id, 'State')).toContainText('exit');
    for (const id of ['3', '4']) await expect(cell(page, id, 'State')).toHaveText('listening');
  },

  async 'crash-loop'(page) {
    await expect(terminal(page)).toContainText('5 failures in a row: giving up');
    for (const pause of [100, 200, 400, 800]) await expect(terminal(page)).toContainText(`the next in ${pause} ms`);
    await expect(status(page)).toContainText('ended with exit code 1');
  },

  async 'sched-none'(page) {
    await sendRequests(page, loadOf('sched-none'));
    await expect(page.getByRole('status', { name: 'Load result' })).toContainText('60 answered');
    await expect.poll(async () => sum(await column(page, 'Connections'))).toBe(60);
    await expect(cell(page, 'primary', 'Connections')).toHaveText('0');
  },

  async messages(page) {
    await sendRequests(page, loadOf('messages'));
    const heard = async () => [
      ...(await terminal(page).locator('pre').innerText()).matchAll(/worker (\d) heard from worker (\d): I was asked/g),
    ];
    await expect.poll(async () => (await heard()).length).toBe(2);
    const senders = new Set((await heard()).map(([, , from]) => from));
    expect(senders.size).toBe(1);
    expect((await heard()).map(([, by]) => by)).not.toContain([...senders][0]);
  },

  async 'keep-alive-skew'(page) {
    const counts = async () => (await column(page, 'Requests')).toSorted((one, other) => one - other);
    await sendRequests(page, { requests: 100, keepAlive: true });
    await expect.poll(counts).toEqual([0, 100]);
    await sendRequests(page, { requests: 100, keepAlive: false });
    await expect.poll(counts).toEqual([50, 150]);
  },
};

test('each program of the gallery has its story here', () => {
  expect(Object.keys(STORIES).toSorted()).toEqual(gallery.map(({ slug }) => slug).toSorted());
});

for (const { slug, watch, playground } of gallery) {
  test(`${playground.title}: ${watch}`, SLOW, async ({ page }) => {
    await preferBrowserNode(page);
    await openPlayground(page);
    await openProgram(page, playground.title);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(status(page)).toContainText('In-browser Node');
    await STORIES[slug]?.(page);
  });
}

/** What the table says of the workers that live or lived. */
async function column(page: Page, name: 'Connections' | 'Requests'): Promise<readonly number[]> {
  const rows = page.getByRole('table', { name: 'Requests per worker' }).locator('tbody tr');
  const ids = (await rows.locator('th').allInnerTexts()).filter((id) => id !== 'primary');
  return Promise.all(ids.map(async (id) => Number(await cell(page, id, name).innerText())));
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
