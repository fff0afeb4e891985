/**
 * The course as a class sees it: the server of one computer, opened by another address over plain http. There is no secure
 * context and no isolation, Node on the server's computer is out of reach, and In-browser Node serves by itself.
 */
import { readFile } from 'node:fs/promises';
import { PLAIN_HTTP_NAME } from '../../../scripts/ensure-browser.ts';
import { gotoAndSettle } from '../support/network.ts';
import { expectAccessible, openStep } from '../support/page.ts';
import { openPlayground, terminal } from '../support/playground.ts';
import { expect, test as base } from '../support/test.ts';
import { cell, runSolution, sendRequests, status, writeCode } from '../support/workspace.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const SOLUTION = 'src/content/lessons/03-cluster-basics/02-same-port/solution/main.mjs';

const test = base.extend({
  baseURL: async ({ baseURL }, use) => use(baseURL?.replace('localhost', PLAIN_HTTP_NAME)),
});

// What a browser says by itself there: that it ignores isolation, and that the session was refused.
test.use({ expectedComplaints: /Cross-Origin-Opener-Policy header has been ignored|responded with a status of 403/ });

test('a step runs in the browser, and all its checks pass', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  expect(await page.evaluate(() => [isSecureContext, crossOriginIsolated, 'randomUUID' in crypto])).toEqual([
    false,
    false,
    false,
  ]);
  await runSolution(page);
  await expect(status(page)).toContainText('In-browser Node');
  await expect(status(page)).toContainText('running, 2 workers');
  await sendRequests(page, { requests: 20 });
  for (const worker of ['1', '2']) await expect(cell(page, worker, 'Requests')).toHaveText('10');

  const menu = page.getByRole('combobox', { name: 'Engine' });
  await expect(menu.getByRole('option', { name: /^Node on this computer: / })).toBeDisabled();

  await writeCode(page, await readFile(SOLUTION, 'utf8'));
  const checks = page.getByRole('region', { name: 'Checks' });
  await checks.getByRole('button', { name: 'Check my work' }).click();
  await expect(checks.getByRole('status')).toHaveText('All checks passed.');
  await expectAccessible(page);
});

test('the playground shares by a link over plain http too, and what it opens runs', SLOW, async ({ page }) => {
  await openPlayground(page, '#program=crash-loop');
  await page.getByRole('textbox', { name: 'Arguments' }).fill('shared');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Copy Link' }).click();
  await expect(page.getByRole('status', { name: 'Copying Link' })).toHaveText('Copied.');
  const link = await page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  await page.keyboard.press('Escape');
  await page.goto(link);
  await expect(page.getByText('This program came from a link.')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(terminal(page)).toContainText('$ node main.mjs shared');
  await expect(terminal(page)).toContainText('giving up');
});

for (const path of [
  '/',
  '/lessons/ipc/',
  '/playground/',
  '/quiz/',
  '/review/',
  '/done/',
  '/cheat-sheet/',
  '/diagnostics/',
]) {
  test(`${path} works as anywhere`, slowUnless(path === '/playground/'), async ({ page }) => {
    await gotoAndSettle(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
  });
}
