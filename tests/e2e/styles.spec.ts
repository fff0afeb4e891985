/** No page has a style element and none gets one: editor and terminal construct their sheets, and look as they should. */
import { glob, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { openStep } from './support/page.ts';
import { runSolution, status, untilLoaded } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

async function refusals(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, sample }) => {
      refused.push(`${effectiveDirective} ${sourceFile} ${sample}`);
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused.splice(0));
}

test('no page is built with a style element', async () => {
  for await (const file of glob('**/*.html', { cwd: 'dist' })) {
    expect(await readFile(`dist/${file}`, 'utf8'), file).not.toContain('<style');
  }
});

test.use({ expectedComplaints: /inline style violates.*style-src-elem/ });
test(
  'editor, terminal, their search and both themes need none, and one that is put in is refused',
  SLOW,
  async ({ page }) => {
    const refused = await refusals(page);
    await openStep(page, 'cluster-basics', 'same-port');
    await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').first().focus();
    await untilLoaded(page);
    await runSolution(page);
    await expect(status(page)).toContainText('running, 2 workers');
    const editor = page.locator('#same-port .monaco-editor').first();
    const background = () => editor.evaluate((each) => getComputedStyle(each).backgroundColor);
    const looks: string[] = [];
    for (const theme of ['light', 'dark']) {
      await page.getByRole('combobox', { name: 'Theme' }).first().selectOption(theme);
      if (looks.length > 0) await expect.poll(background).not.toBe(looks[0]);
      looks.push(await background());
    }
    const font = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((each) => getComputedStyle(each).fontFamily);
    expect(await font('#same-port .xterm-rows')).toContain('JetBrains Mono');
    // The size of a cell is what the terminal measured.
    const row = page.locator('#same-port .xterm-rows > div').first();
    expect((await row.boundingBox())?.height).toBeGreaterThan(10);
    await editor.click();
    await page.keyboard.press('ControlOrMeta+F');
    await expect(page.getByRole('textbox', { name: 'Find' })).toBeVisible();
    expect(await refused()).toEqual([]);
    await page.evaluate(() =>
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' })),
    );
    await expect.poll(refused).toEqual([expect.stringContaining('style-src-elem')]);
    await expect(editor).toBeVisible();
  },
);
