/** What people paste and open: an error that one press mends, a folder that says how it starts, a secret that stays at home. */
import { addFile, notice, openPlayground, tabs, terminal } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { status, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const run = 'Run as CommonJS';

test('CommonJS in main.mjs is named when it is pasted, and one press at its error runs it', SLOW, async ({ page }) => {
  await openPlayground(page);
  await writeCode(page, "const os = require('os');\nconsole.log('as CommonJS', typeof os.cpus);\n");
  await expect(notice(page)).toContainText('its code is CommonJS');
  await page.keyboard.press('Control+Enter');
  const error = page.getByRole('status', { name: 'Error in the code' });
  await expect(error).toContainText('main.mjs, line 1: ReferenceError: require is not defined in ES module scope');
  await error.getByRole('button', { name: run }).click();
  await expect(terminal(page)).toContainText('as CommonJS function');
  await expect(tabs(page)).toHaveText(['main.cjs']);
  await expect(error).toBeHidden();
});

test('threads, which this computer refuses, run in the browser with one press', SLOW, async ({ page }) => {
  await openPlayground(page);
  await writeCode(
    page,
    `import { Worker, isMainThread } from 'node:worker_threads';
    if (isMainThread) new Worker(new URL(import.meta.url));
    else console.log('in a thread');\n`,
  );
  await page.keyboard.press('Control+Enter');
  const error = page.getByRole('status', { name: 'Error in the code' });
  await expect(error).toContainText('threads are not started on this computer');
  await error.getByRole('button', { name: 'Run on In-browser Node' }).click();
  await expect(terminal(page)).toContainText('in a thread');
  await expect(status(page)).toContainText('ended with exit code 0');
});

test('a .env file goes into a link only when its owner says so', SLOW, async ({ page }) => {
  await openPlayground(page);
  await addFile(page, '.env');
  await writeCode(page, 'KEY=secret\n');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('“.env”: such a file often holds secrets');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  const share = page.getByRole('dialog', { name: 'Playground' });
  const link = await share.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.goto(link);
  await expect(tabs(page)).toHaveText(['main.mjs']);
});
