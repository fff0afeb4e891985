/** A workspace as its learner likes it: sizes of panels and of text, and tools at hand. */
import type { Page } from '@playwright/test';
import { LAYOUT, wholeName } from '../../src/browser/keys.ts';
import { openStep } from './support/page.ts';
import { openPlayground } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const separator = (page: Page, name: string) => page.getByRole('separator', { name }).filter({ visible: true });
const widthOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())?.width ?? 0;

test(
  'text and editor take the size that was chosen, by pointer or key, also after a reload',
  SLOW,
  async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openStep(page, 'cluster-basics', 'same-port');
    const width = () => widthOf(page, '#same-port lesson-workspace');
    const before = await width();
    await page.locator('#same-port textarea').first().focus();
    const text = separator(page, 'Width of the text');
    await text.focus();
    const percent = Number(await text.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowRight');
    await expect(text).toHaveAttribute('aria-valuenow', String(percent + 2));
    await expect.poll(width).toBeLessThan(before - 20);

    const line = separator(page, 'Height of the editor');
    const height = async () => (await page.locator('#same-port .editor-mine').boundingBox())?.height;
    const heightBefore = (await height()) ?? 0;
    const { x = 0, y = 0, width: across = 0 } = (await line.boundingBox()) ?? {};
    await page.mouse.move(x + across / 2, y + 4);
    await page.mouse.down();
    await page.mouse.move(x + across / 2, y + 104);
    await page.mouse.up();
    await expect.poll(height).toBeGreaterThan(heightBefore + 50);
    const heightChosen = await height();

    const chosen = await width();
    await page.reload();
    expect(await width()).toBe(chosen);
    expect(await height()).toBe(heightChosen);
    await line.dblclick();
    await text.press('Enter');
    await expect.poll(width).toBe(before);
    await expect.poll(height).toBe(heightBefore);
  },
);

test('a panel takes the window and gives it back, and the focus stays on its button', SLOW, async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openStep(page, 'cluster-basics', 'same-port');
  await page.locator('#same-port textarea').first().focus();
  await page.getByRole('button', { name: 'Maximise terminal' }).click();
  const restore = page.getByRole('button', { name: 'Restore terminal' });
  await expect(restore).toBeFocused();
  await expect.poll(() => widthOf(page, '#same-port .terminal-screen')).toBeGreaterThan(1380);
  await expect(page.getByRole('region', { name: 'Editor' })).toBeHidden();
  // What is covered cannot be reached; Run can.
  await expect(page.locator('.site-header')).toHaveAttribute('inert');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Maximise terminal' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Editor' })).toBeVisible();
  await page.getByRole('button', { name: 'Maximise editor' }).click();
  await page.getByRole('textbox', { name: 'Code of main.mjs' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Maximise editor' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Code of main.mjs' })).toBeFocused();
});

test('code and output grow and shrink together, also before the editor has loaded', SLOW, async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  const sizeOf = (selector: string) =>
    page
      .locator(`#same-port ${selector}`)
      .first()
      .evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
  await page.locator('#same-port textarea').first().focus();
  await expect(page.locator('#same-port .view-line').first()).toBeVisible();
  await page.getByRole('button', { name: 'Text size: larger' }).click();
  await page.getByRole('button', { name: 'Text size: larger' }).click();
  await expect(page.getByRole('status', { name: 'Text size' })).toHaveText('Text size 130 %');
  await expect.poll(() => sizeOf('.view-line')).toBeCloseTo(17.55);
  await page.route(/monaco/i, () => undefined);
  await page.reload();
  expect(await sizeOf('.file textarea')).toBeCloseTo(17.55);
  expect(await sizeOf('.file .astro-code')).toBeCloseTo(17.55);
  expect(await sizeOf('.terminal-plain')).toBeCloseTo(16.25);
});

for (const path of ['/embed/cluster-basics/same-port/?view=run', '/lms/cluster-basics/#same-port']) {
  test(`the size of the text holds at ${path} too, and no other size does`, async ({ page }) => {
    await page.route(/monaco/i, () => undefined);
    await page.addInitScript(
      ([key, sizes]) => {
        // Frames of the engine have no storage.
        if (origin !== 'null') localStorage.setItem(key, sizes);
      },
      [wholeName(LAYOUT), JSON.stringify({ '--code-scale': '2', '--step-editor': '700px' })] as const,
    );
    await page.goto(path);
    const field = page.locator('#same-port .file textarea').first();
    await expect(field).toHaveCSS('font-size', '27px');
    await field.focus();
    await expect(page.getByRole('button', { name: 'Text size: larger' })).toBeVisible();
    expect((await page.locator('#same-port .editor-mine').boundingBox())?.height).toBeLessThan(700);
  });
}

test('output is searched from match to match, and copied', SLOW, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openStep(page, 'cluster-basics', 'same-port');
  await writeCode(page, "for (let i = 1; i <= 12; i++) console.log('needle', i);\n");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const terminal = page.getByRole('region', { name: 'Terminal' });
  await expect(terminal).toContainText('needle 12');
  await terminal.locator('.xterm-helper-textarea').focus();
  await page.keyboard.press('Control+f');
  const field = terminal.getByRole('searchbox', { name: 'Search the terminal' });
  await expect(field).toBeFocused();
  await page.keyboard.type('needle');
  const matches = terminal.getByRole('status', { name: 'Matches' });
  await expect(matches).toHaveText('1 of 12');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(matches).toHaveText('3 of 12');
  await page.keyboard.press('Shift+Enter');
  await expect(matches).toHaveText('2 of 12');
  await page.keyboard.type('s');
  await expect(matches).toHaveText('No match');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(terminal.locator('.xterm-helper-textarea')).toBeFocused();
  await terminal.getByRole('button', { name: 'Copy output' }).click();
  await expect(terminal.getByRole('status', { name: 'Output' })).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^\$ node main\.mjs\nneedle 1\n[^]*needle 12\n/,
  );
});

test(
  'a file is formatted on demand: undo takes it back, and a syntax error changes nothing',
  SLOW,
  async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await page.locator('#same-port textarea').first().focus();
    await expect(page.locator('#same-port .monaco-editor').first()).toBeVisible();
    await writeCode(page, 'if(a){ b( "c" ) }');
    const editor = page.getByRole('region', { name: 'Editor' });
    const said = page.getByRole('status', { name: 'Format' });
    await editor.getByRole('button', { name: 'Format' }).click();
    await expect(said).toHaveText('Formatted.');
    await expect(editor.locator('.view-lines')).toHaveText(/^if\s\(a\)\s\{\s*b\('c'\);\}/);
    await page.getByRole('textbox', { name: 'Code of main.mjs' }).focus();
    await page.keyboard.press('Control+z');
    await expect(editor.locator('.view-lines')).toHaveText(/^if\(a\)\{\sb\(\s"c"\s\)\s\}/);
    await writeCode(page, 'if (a {');
    await page.keyboard.press('Shift+Alt+F');
    await expect(said).toHaveText(/^main\.mjs is as it was, because it cannot be read: line 1: Unexpected token/);
    await expect(editor.locator('.view-lines')).toHaveText(/^if\s\(a\s\{/);
  },
);

test('the editor tells what a name of Node means, by keyboard, and where the course teaches it', async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await page.locator('#same-port textarea').first().focus();
  await expect(page.locator('#same-port .monaco-editor').first()).toBeVisible();
  await writeCode(page, "import c from 'node:cluster';\nc.fork");
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  const hover = page.locator('.monaco-hover').filter({ visible: true });
  await expect(hover).toContainText('cluster.fork');
  await expect(hover).toContainText('Starts this program again in a new process');
  await expect(hover.getByRole('link')).toHaveAttribute('href', /\/lessons\/cluster-basics\/#fork$/);
  await page.keyboard.press('Escape');
  await expect(hover).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Code of main.mjs' })).toBeFocused();
});

test.describe('at length @slow', () => {
  test('the playground has its own sizes, which hold where storage is blocked; a phone has none', async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    await openPlayground(page);
    await page.locator('textarea').first().focus();
    const before = await widthOf(page, '.editor-mine');
    await separator(page, 'Width of the editor').press('ArrowLeft');
    await expect.poll(() => widthOf(page, '.editor-mine')).toBeLessThan(before - 10);
    await separator(page, 'Width of the list of programs').press('Home');
    await expect(separator(page, 'Width of the list of programs')).toHaveAttribute('aria-valuenow', '18');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('separator')).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('output is copied where the browser has no clipboard for the page, as over plain http', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await openStep(page, 'cluster-basics', 'same-port');
    await writeCode(page, "console.log('by hand');\n");
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const terminal = page.getByRole('region', { name: 'Terminal' });
    await expect(terminal).toContainText('by hand');
    await terminal.getByRole('button', { name: 'Copy output' }).click();
    await expect(terminal.getByRole('status', { name: 'Output' })).toHaveText('Copied.');
    await terminal.getByRole('button', { name: 'Search the terminal' }).click();
    await page.keyboard.press('Control+v');
    await expect(terminal.getByRole('searchbox')).toHaveValue(/by hand/);
  });
});
