/** Sharing: a link, a frame or Markdown for a step, a quiz and a playground, with the frame to be seen before it is taken. */
import { withoutClipboard, withoutCopying } from '../support/copying.ts';
import { expectAccessible, openStep } from '../support/page.ts';
import { openPlayground } from '../support/playground.ts';
import { expect, test } from '../support/test.ts';
import { SLOW } from '../support/slow.ts';

test(
  'a step is shared as link, frame and Markdown, and the frame is there to be tried',
  SLOW,
  async ({ page, baseURL }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'One port, who holds it?' });
    const frame = dialog.getByRole('textbox', { name: 'Frame' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(
      `${baseURL}/lessons/cluster-basics/#same-port`,
    );
    await expect(dialog.getByRole('textbox', { name: 'Markdown' })).toHaveValue(/^\[.+\]\(http.+#same-port\)$/);
    await expect(frame).toHaveValue(/\/embed\/cluster-basics\/same-port\/" /);
    // It is this computer's own address: nobody else can open it.
    await expect(dialog.getByRole('status', { name: 'Sharing' })).toContainText('nowhere else');

    await dialog.getByRole('checkbox', { name: 'Code' }).uncheck();
    await dialog.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
    await dialog.getByRole('checkbox', { name: 'Keeps one height' }).check();
    await dialog.getByRole('spinbutton', { name: 'Height' }).fill('480');
    await expect(frame).toHaveValue(/same-port\/\?view=watch&amp;theme=dark&amp;height=480" .*height="480"/);
    await expect(dialog.locator('iframe')).toHaveAttribute('src', /view=watch&theme=dark&height=480/);
    const preview = dialog.frameLocator('iframe');
    await preview.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(preview.getByRole('status', { name: 'Sandbox status' })).toContainText(
      'In-browser Node 24.21.0: running',
    );
    await expectAccessible(page);

    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
    await expect(page.locator('iframe[title^=Preview]')).toHaveCount(0);
  },
);

test(
  'what is copied is on the clipboard, over plain http too, or selected where a page may not copy',
  SLOW,
  async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/quiz/ipc/');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: 'Copy Frame' }).click();
    await expect(page.getByRole('status', { name: 'Copying Frame' })).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/embed/quiz/ipc/');
    const copied = await withoutClipboard(page);
    await page.getByRole('button', { name: 'Copy Link' }).click();
    await expect(page.getByRole('status', { name: 'Copying Link' })).toHaveText('Copied.');
    expect(await copied()).toMatch(/\/quiz\/ipc\/$/);
    await withoutCopying(page);
    await page.getByRole('button', { name: 'Copy Link' }).click();
    await expect(page.getByRole('status', { name: 'Copying Link' })).toContainText('Ctrl+C');
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeFocused();
  },
);

test('on the computer that serves a workshop, what is shared is the address that the class reaches', async ({
  page,
}) => {
  await page.route('/__workshop/workshops', (route) =>
    route.fulfill({ json: { address: 'http://192.168.1.7:4321/' } }),
  );
  await page.goto('/quiz/ipc/');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue('http://192.168.1.7:4321/quiz/ipc/');
  await expect(dialog.getByRole('textbox', { name: 'Frame' })).toHaveValue(
    /src="http:\/\/192\.168\.1\.7:4321\/embed\/quiz/,
  );
  await expect(dialog.getByRole('status', { name: 'Sharing' })).toContainText('on the network of your workshop');
  // The frame that is shown comes from where the page came from, or the page would not show it.
  await expect(dialog.locator('iframe')).toHaveAttribute('src', /^http:\/\/localhost:\d+\/embed\/quiz\/ipc\//);
});

test('a frame of the playground holds its program', SLOW, async ({ page }) => {
  await openPlayground(page, '#program=sched-none');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const preview = page.getByRole('dialog').frameLocator('iframe');
  await expect(preview.getByRole('region', { name: 'Editor' }).getByRole('textbox')).toHaveValue(/SCHED_NONE/);
});

test('the page for teachers shows each kind of frame at work, and shares every step', SLOW, async ({ page }) => {
  await page.goto('/embed/');
  const frames = page.locator('.teachers-looks iframe');
  await expect(frames).toHaveCount(4);
  await frames.last().scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe[title^=Quiz]').getByRole('heading', { name: 'Check yourself' })).toBeVisible();
  const plan = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'What you do' }) });
  await expect(plan.getByRole('link', { name: '3.2 One port, who holds it?' })).toHaveAttribute(
    'href',
    '/lessons/cluster-basics/#same-port',
  );
  await page.getByText('5. Load balancing').click();
  const item = page.getByRole('listitem').filter({ hasText: 'Round-robin, to the number' }).first();
  await item.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Frame' })).toHaveValue(
    /\/embed\/load-balancing\//,
  );
  await page.keyboard.press('Escape');
  await expectAccessible(page);
});
