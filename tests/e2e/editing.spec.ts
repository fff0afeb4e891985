/** What a learner types is theirs: from the first paint, through Monaco's arrival, a reload, the solution and blocked storage. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { openStep } from './support/page.ts';
import { focusCode, runSolution, status, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const editor = 'Editor';

/** How a file's text is replaced by hand. */
const TYPING: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['the code has the focus', (page) => focusCode(page)],
  ['all of it is selected', (page) => page.keyboard.press('ControlOrMeta+A')],
  ['it is deleted', (page) => page.keyboard.press('Delete')],
  ['other code is typed', (page) => page.keyboard.insertText("console.log('typed early');\n")],
];

for (const [arrival] of TYPING) {
  test(`Monaco arrives when ${arrival}, and nothing typed is lost`, SLOW, async ({ page }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/monaco/i, async (route) => {
      await held;
      await route.continue();
    });
    await openStep(page, 'cluster-basics', 'same-port');
    const full = page.locator('.monaco-editor').first();
    for (const [at, act] of TYPING) {
      await act(page);
      if (at !== arrival) continue;
      await expect(full).toHaveCount(0);
      release();
      await expect(full).toBeVisible();
    }
    // All that was there is gone, so no key went elsewhere.
    await expect(full.locator('.view-lines')).toHaveText("console.log('typed early');");
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('typed early');
  });
}

test('edits survive a reload and a look at the solution; Reset asks first', async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await writeCode(page, "console.log('my own work');\n");
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
  await page.reload();
  await expect(page.getByRole('region', { name: editor })).toContainText('my own work');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /keep/i }).click();
  await expect(page.getByRole('region', { name: editor })).toContainText('my own work');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset the files' }).click();
  await expect(page.getByRole('region', { name: editor })).not.toContainText('my own work');
});

test('with storage blocked everything works, and the page says that edits are not kept', SLOW, async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await openStep(page, 'cluster-basics', 'same-port');
  await writeCode(page, "console.log('no storage here');\n");
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('no storage here');
  await expect(page.getByText(/stores nothing more for this page/).filter({ visible: true })).toHaveCount(1);
});

test('a browser whose room is full says so, and the code still runs', SLOW, async ({ page }) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (key.includes(':edits:')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await openStep(page, 'cluster-basics', 'same-port');
  await writeCode(page, "console.log('no room');\n");
  await expect(page.getByText(/stores nothing more for this page/).filter({ visible: true })).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('no room');
});

test('an error that ends the program is shown at its line, until the line is mended', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await expect(page.locator('#same-port .monaco-editor').first()).toBeVisible();
  await writeCode(page, `const port = 1;\n\nthrow new TypeError('no port ' + port);\n`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const note = page.getByRole('status', { name: 'Error in the code' });
  await expect(note).toContainText('main.mjs, line 3: TypeError: no port 1');
  await expect(page.locator('#same-port .run-error-line')).toBeVisible();
  await note.getByRole('button', { name: 'Go to line 3' }).click();
  await expect(page.getByRole('textbox', { name: 'Code of main.mjs' })).toBeFocused();
  await page.keyboard.insertText('// ');
  await expect(note).toBeHidden();
  await expect(page.locator('#same-port .run-error-line')).toHaveCount(0);
});
