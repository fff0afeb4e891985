/** Two tabs of one browser on the same work: each is told of the other, both texts are offered, and none is lost. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { openPlayground } from './support/playground.ts';
import { untilLoaded, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const editor = (page: Page): Locator => page.getByRole('region', { name: 'Editor' });
const said = (page: Page): Locator => page.getByRole('status', { name: 'Other text' });
const press = (page: Page, name: string) => editor(page).getByRole('button', { name, exact: true }).click();

async function openBoth(context: BrowserContext, page: Page): Promise<Page> {
  const other = await context.newPage();
  // Whole before it is typed in: the editor takes the field's place while another tab is in front of it.
  for (const each of [page, other]) {
    await each.bringToFront();
    await openStep(each, 'cluster-basics', 'same-port');
    await untilLoaded(each);
  }
  return other;
}

const stored = (page: Page): Promise<string> =>
  page.evaluate(() => localStorage.getItem('cluster-lab:edits:cluster-basics/same-port') ?? '');

test('the older tab says so and overwrites nothing; what it may not store is offered after a reload', async ({
  page,
  context,
}) => {
  const other = await openBoth(context, page);
  await writeCode(page, '// of the first tab\n');
  await expect(said(other)).toContainText(/This step was also edited in another tab, at \d\d:\d\d\./);
  await editor(other).getByText('See the other text').click();
  await expect(other.getByRole('group', { name: 'The other text of main.mjs' })).toHaveText('// of the first tab');
  await writeCode(other, '// of the second tab\n');
  await expect(editor(other)).toContainText('of the second tab');
  await expect(said(page)).toContainText(/Another text of this step, from \d\d:\d\d, is kept\./);
  await writeCode(page, '// of the first tab, and more\n');
  await expect.poll(() => stored(page)).toContain('of the first tab, and more');
  await expect(other.getByRole('group', { name: 'The other text of main.mjs' })).toContainText('and more');
  expect(await stored(page)).not.toContain('second');
  await other.reload();
  await expect(editor(other)).toContainText('and more');
  await expect(said(other)).toContainText('is kept');
  await press(other, 'Take it instead');
  await expect(editor(other)).toContainText('of the second tab');
  await expect.poll(() => stored(page)).toContain('of the second tab');
  await expect(said(page)).toContainText('edited in another tab');
});

test('either text can go on, the other comes back, and the keyboard is led on', SLOW, async ({ page, context }) => {
  const other = await openBoth(context, page);
  await writeCode(page, '// one\n');
  await writeCode(other, '// two\n');
  await press(other, 'Keep this text');
  await expect(said(page)).toContainText('also edited in another tab');
  await expect.poll(() => stored(page)).toContain('// two');
  await press(page, 'Take the other text');
  await expect(editor(page)).toContainText('// two');
  await expect(said(page)).toContainText('is kept');
  await press(page, 'Take it instead');
  await expect(editor(page)).toContainText('// one');
  const forget = editor(page).getByRole('button', { name: 'Forget it', exact: true });
  await forget.focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toBeEmpty();
  await expect(forget).toBeHidden();
  await expect(editor(page).getByRole('tab', { selected: true })).toBeFocused();
});

test('it is accessible, and has room on the narrowest screen', SLOW, async ({ page, context }) => {
  const other = await openBoth(context, page);
  await writeCode(page, `// ${'long '.repeat(60)}\n`);
  await expect(said(other)).toContainText('also edited in another tab');
  await other.setViewportSize({ width: 320, height: 640 });
  await editor(other).getByText('See the other text').click();
  await expectAccessible(other);
  const width = await other.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

test(
  'the playground too: neither tab overwrites the other, and what is not chosen is among the earlier work',
  SLOW,
  async ({ page, context }) => {
    await openPlayground(page);
    const other = await context.newPage();
    await openPlayground(other);
    await writeCode(other, "console.log('of the other');\n");
    await expect(said(page)).toContainText(/This playground was also edited in another tab, at \d\d:\d\d\./);
    await writeCode(page, "console.log('of this one');\n");
    await expect(said(page)).toContainText('also edited in another tab');
    await press(page, 'Take the other text');
    await expect(editor(page)).toContainText('of the other');
    await expect(page.getByRole('button', { name: /^Bring back/ })).toHaveCount(1);
    await page.getByRole('button', { name: /^Bring back/ }).click();
    await expect(editor(page)).toContainText('of this one');
    await expect(said(other)).toContainText('also edited in another tab');
    await press(other, 'Keep this text');
    await expect(editor(other)).toContainText('of the other');
    await other.reload();
    await expect(editor(other)).toContainText('of the other');
  },
);
