/** Run means: run what I see. What was edited since, or another program that is chosen, is one press away. */
import { openStep } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { status, untilLoaded, writeCode } from './support/workspace.ts';

test('what was edited since the run is run by one press', async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await untilLoaded(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toContainText('running, 2 workers');
  await writeCode(page, "console.log('what I see');\nsetInterval(() => {}, 1_000);\n");
  await expect(status(page)).toContainText('Restart runs your changes');
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('what I see');
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
});

test('another program that is chosen is run by one press, or by the key from anywhere', async ({ page }) => {
  await openStep(page, 'load-balancing', 'busy-worker');
  await untilLoaded(page);
  await page.getByRole('heading', { name: 'The busy worker and its victim' }).focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(status(page)).toContainText('(in-one-go.mjs)');
  await page.getByRole('tab', { name: 'in-slices.mjs' }).click();
  await expect(status(page)).toContainText('(in-one-go.mjs). Restart runs in-slices.mjs');
  // No program of the step: the one chosen before stays.
  await page.getByRole('tab', { name: 'primes.mjs' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await expect(status(page)).toContainText('(in-slices.mjs)');
});
