/** Code that goes wrong: each time a clear sentence, a page that still answers, and a workspace ready for the next run. */
import { expect, test } from './support/test.ts';
import { openStep } from './support/page.ts';
import { runSolution, status, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const terminal = 'Terminal';

test.beforeEach(async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
});

test('a typo shows Node’s own error, and the run counts as ended', SLOW, async ({ page }) => {
  await writeCode(page, 'const answer = 42;\nconsole.log(answr);\n');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: terminal })).toContainText('ReferenceError: answr is not defined');
  await expect(status(page)).toContainText('exit code 1');
  await expect(page.getByRole('region', { name: terminal })).not.toContainText('.cluster-lab');
});

test('an endless loop stops at a press of Stop, and the next run works', async ({ page }) => {
  await writeCode(page, "console.log('before the loop');\nfor (;;);\n");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: terminal })).toContainText('before the loop');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toContainText('stopped');
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
});

test('a restart storm ends with a sentence that says so', SLOW, async ({ page }) => {
  await writeCode(
    page,
    "import cluster from 'node:cluster';\nif (cluster.isPrimary) { cluster.on('exit', () => cluster.fork()); cluster.fork(); } else process.exit(1);\n",
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: terminal })).toContainText(/restart storm/i, { timeout: 40_000 });
});

test('a flood of output leaves the page answering, and Stop ends it', SLOW, async ({ page }) => {
  await writeCode(page, "for (;;) console.log('x'.repeat(200));\n");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: terminal })).toContainText('xxxxxxxx');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toContainText('stopped');
});
