/** A lesson on a laptop and on a large screen: text, code, load, picture, output and verdict are in sight at once, and nothing scrolls by itself. */
import type { Locator, Page } from '@playwright/test';
import { openStep } from './support/page.ts';
import { SLOW } from './support/slow.ts';
import { expect, test } from './support/test.ts';
import { cell, sendRequests, status, untilLoaded } from './support/workspace.ts';

const SIZES = [
  { width: 1366, height: 640, also: {} },
  { width: 1366, height: 768, also: SLOW },
  { width: 1920, height: 1080, also: SLOW },
];

/** In pixels: thirteen lines of code, and six of output. */
const CODE = 13 * 21;
const OUTPUT = 6 * 16;

for (const { width, height, also } of SIZES) {
  test.describe(`at ${width}x${height}`, () => {
    test.use({ viewport: { width, height } });

    test('before Run, after Send and after Check all of it is in sight', also, async ({ page }) => {
      await openStep(page, 'cluster-basics', 'same-port');
      await untilLoaded(page);
      await expectInSight(page);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(status(page)).toContainText('running, 2 workers');
      await expectInSight(page);
      await sendRequests(page, { requests: 20 });
      await expect(cell(page, 'primary', 'State')).toHaveText('listening');
      await expectInSight(page);
      await page.getByRole('button', { name: 'Check my work' }).click();
      await expect(page.getByRole('status', { name: 'Check result' })).toContainText(/\d of \d/);
      await expectInSight(page);
    });
  });
}

test('the panel of picture, timeline and table leads to each, and hides none from a reader', SLOW, async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 640 });
  await openStep(page, 'cluster-basics', 'same-port');
  const ways = page.getByRole('group', { name: 'Picture, timeline, table' }).and(page.locator(':visible'));
  await ways.getByRole('button', { name: 'Timeline' }).click();
  await expect(page.getByText('Press Run to start real processes.').and(page.locator(':visible'))).toBeInViewport();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(cell(page, '1', 'State')).toHaveText('listening');
  const table = ways.getByRole('button', { name: 'Table' });
  await table.click();
  await expect(table).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('table', { name: 'Requests per worker' })).toBeInViewport({ ratio: 0.5 });
  await ways.getByRole('button', { name: 'Picture' }).click();
  await expect(page.getByRole('region', { name: 'Visualiser' }).locator('.stage')).toBeInViewport({ ratio: 0.95 });
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('the overview is a screen of its own, before the first step', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await expect(page.getByRole('heading', { name: 'Afterwards you can' })).toBeHidden();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cluster basics' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Afterwards you can' })).toBeVisible();
  await expect(page.locator('#same-port')).toBeHidden();
  await page.getByRole('link', { name: 'Start with “One file, two roles”' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'One file, two roles' })).toBeFocused();
});

/** Whole, inside the window, and the page where it was. */
async function expectInSight(page: Page): Promise<void> {
  const inOpen = (selector: string) => page.locator(`[data-open] ${selector}`).and(page.locator(':visible')).first();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const parts: Readonly<Record<string, Locator>> = {
    text: inOpen('prediction-form legend'),
    run: inOpen('[data-action=run]'),
    status: status(page),
    code: inOpen('.editor-mine'),
    send: inOpen('load-form [type=submit]'),
    answer: page.getByRole('status', { name: 'Load result' }),
    picture: inOpen('.stage'),
    output: inOpen('.terminal-screen'),
    goal: inOpen('.checks-goal'),
    check: inOpen('[data-action=check]'),
  };
  for (const [name, part] of Object.entries(parts)) {
    await expect(part, name).toBeInViewport({ ratio: 0.99 });
    expect(await isCutOff(part), `${name} is cut off`).toBe(false);
  }
  const heightOf = async (part: Locator | undefined) => (await part?.boundingBox())?.height ?? 0;
  expect(await heightOf(inOpen('.editor-mine .file, .editor-mine .monaco'))).toBeGreaterThanOrEqual(CODE);
  expect(await heightOf(parts['output'])).toBeGreaterThanOrEqual(OUTPUT);
}

/** By what scrolls around it. */
async function isCutOff(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const box = element.getBoundingClientRect();
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue;
      const room = around.getBoundingClientRect();
      if (box.bottom > room.bottom + 1 || box.right > room.right + 1 || box.top < room.top - 1) return true;
    }
    return false;
  });
}
