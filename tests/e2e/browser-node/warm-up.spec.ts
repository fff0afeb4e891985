/** In-browser Node gets ready while the learner reads: in the idle window and not before, and never for one who saves data. */
import type { Locator, Page } from '@playwright/test';
import { settleAfter } from '../support/network.ts';
import { openStep } from '../support/page.ts';
import { preferBrowserNode } from '../support/prefer-engine.ts';
import { expect, test } from '../support/test.ts';
import { runSolution, status } from '../support/workspace.ts';
import { SLOW } from '../support/slow.ts';

const PROCESS_SCRIPT = /node-process\./;
const IDLE_MS = 2_000;

const engineFrame = (page: Page): Locator => page.locator('iframe[title="In-browser Node"]');

/** A page that would run In-browser Node, whose clock stands still. @returns the scripts of processes that it asked for */
async function readLesson(page: Page, saveData: boolean): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (PROCESS_SCRIPT.test(request.url())) asked.push(request.url());
  });
  await page.clock.install({ time: 0 });
  // Later than it can be by now, or it would be asked to go back.
  await page.clock.pauseAt(60_000);
  await preferBrowserNode(page);
  await page.addInitScript((wish) => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: wish } });
  }, saveData);
  await settleAfter(page, () => openStep(page, 'cluster-basics', 'same-port'));
  return asked;
}

test('two seconds after the page has loaded one process boots, and Run takes it', SLOW, async ({ page }) => {
  const asked = await readLesson(page, false);
  await page.clock.runFor(IDLE_MS - 1);
  expect(asked).toEqual([]);
  await expect(engineFrame(page)).not.toBeAttached();

  await page.clock.runFor(1);
  await expect.poll(() => asked).toHaveLength(1);
  await expect(engineFrame(page)).toBeAttached();
  await page.clock.resume();
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
  expect(asked).toHaveLength(1);
  await expect(engineFrame(page)).toHaveCount(1);
});

test('one who saves data loads it at the first sign that it is wanted', SLOW, async ({ page, context }) => {
  const asked = await readLesson(page, true);
  // Another page without that wish tells when enough time has passed.
  const other = await context.newPage();
  await readLesson(other, false);
  await page.clock.runFor(IDLE_MS * 5);
  await other.clock.runFor(IDLE_MS * 5);
  await expect(engineFrame(other)).toBeAttached();
  expect(asked).toEqual([]);
  await expect(engineFrame(page)).not.toBeAttached();

  await page.clock.resume();
  await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first().focus();
  await expect(engineFrame(page)).toBeAttached();
});
