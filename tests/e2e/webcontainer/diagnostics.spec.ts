/** Anyone can report in one minute what runs in their browser. */
import { expect } from '@playwright/test';
import { withoutCopying } from '../support/copying.ts';
import { test } from './site.ts';
import { SLOW } from '../support/slow.ts';

/** The engines are tried one after the other, each for twelve seconds at most. */
const ALL_TRIED = { timeout: 40_000 };

const cell = (engine: string, question: string) => `tr:has(th:text-is("${question}")) td[data-engine="${engine}"]`;

test('tries every engine, shows what each can do, and gives it as text', SLOW, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/diagnostics/');
  await expect(page.locator(cell('webcontainer', 'Runs here'))).toHaveText('not tried yet');
  expect(asked).not.toContain('/headless');
  await page.getByRole('button', { name: 'Try every engine' }).click();
  await expect(page.getByRole('status', { name: 'Progress' })).toHaveText('Done.', ALL_TRIED);
  for (const engine of ['local-node', 'webcontainer']) {
    await expect(page.locator(cell(engine, 'Runs here'))).toHaveText('yes');
    await expect(page.locator(cell(engine, '20 requests, two workers, one port'))).toHaveText('10 and 10');
    await expect(page.locator(cell(engine, 'Signals that arrive'))).toContainText('SIGKILL');
  }
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('status', { name: 'Progress' })).toHaveText('Copied.');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('isolated: yes');
  expect(text).toMatch(/WebContainer\n {2}Runs here: yes\n {2}Node: v24/);
});

test.describe('nobody at the address', () => {
  test.use({ fault: 'refused' });
  test('says so, and still gives the rest, also where the page may not copy', SLOW, async ({ page }) => {
    await page.goto('/diagnostics/');
    await page.getByRole('button', { name: 'Try every engine' }).click();
    await expect(page.locator(cell('webcontainer', 'Runs here'))).toContainText(
      'cannot be reached from here',
      ALL_TRIED,
    );
    await expect(page.locator(cell('local-node', '20 requests, two workers, one port'))).toHaveText('10 and 10');
    await withoutCopying(page);
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await expect(page.getByRole('textbox', { name: /diagnosis as text/ })).toHaveValue(/cannot be reached/);
  });
});

test.describe('a container that cannot hand over handles', () => {
  test.use({ fault: 'no-handle-passing' });
  test('is told apart from one that can', SLOW, async ({ page }) => {
    await page.goto('/diagnostics/');
    await page.getByRole('button', { name: 'Try every engine' }).click();
    await expect(page.locator(cell('webcontainer', '20 requests, two workers, one port'))).toHaveText(
      '10 and 10, through a relay',
      ALL_TRIED,
    );
  });
});
