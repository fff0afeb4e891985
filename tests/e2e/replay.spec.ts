/** A run is kept as a file, a link or a picture, and is the same run when it is opened again. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { cell, runSolution, sendRequests, status } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

test('saved, opened, and looked at like the live one; its loads can be compared', SLOW, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openStep(page, 'cluster-basics', 'same-port');
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
  await sendRequests(page, { requests: 10 });
  await sendRequests(page, { requests: 30, keepAlive: true });
  const counts = async () => Promise.all(['1', '2'].map((id) => cell(page, id, 'Requests').innerText()));
  await expect.poll(async () => (await counts()).sort()).toEqual(['35', '5']);
  const lived = await counts();

  await page.getByText('Distribution, and runs beside each other').and(page.locator(':visible')).click();
  await page.getByRole('combobox', { name: 'Beside this run' }).selectOption({ index: 2 });
  await expect(page.getByRole('table', { name: /Beside: run 1, round robin: 10 requests/ })).toContainText('5 (50 %)');
  await expect(page.getByRole('table', { name: 'This run' })).toContainText('+75 %');

  const view = page.getByRole('region', { name: 'Visualiser' });
  await view.scrollIntoViewIfNeeded();
  const keep = async (name: string) => {
    await view.getByText('Keep', { exact: true }).click();
    await view.getByRole('button', { name }).click();
  };
  const download = page.waitForEvent('download');
  await keep('Save this run as a file');
  const file = await (await download).path();
  await keep('Copy the picture');
  await expect(view.getByRole('status', { name: 'Keep' })).toHaveText('The picture is copied, ready to be pasted.');
  await keep('Copy a link to this run');
  await expect(view.getByRole('status', { name: 'Keep' })).toContainText('The link is copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const picture = page.waitForEvent('download');
  await keep('Save the picture as SVG');
  expect(await readFile(await (await picture).path(), 'utf8')).toContain('worker 2');
  await expectAccessible(page);

  for (const open of [
    () => page.goto(link),
    async () => {
      await page.goto('/replay/');
      await page
        .getByLabel('Open a saved run')
        .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: await readFile(file) });
    },
  ]) {
    await page.goto('about:blank');
    await open();
    await expect(cell(page, '1', 'Requests')).toHaveText(lived[0] ?? '');
    await expect(cell(page, '2', 'Requests')).toHaveText(lived[1] ?? '');
  }
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(cell(page, '1', 'Requests')).toHaveText('0');
  await expectAccessible(page);
});

test('what is no run is refused with a sentence, and what was on show stays', async ({ page }) => {
  await page.goto('/replay/?run=cluster-basics/same-port');
  await expect(page.getByRole('status', { name: 'Run', exact: true })).toContainText('Cluster basics');
  const rows = page.getByRole('table', { name: 'Requests per worker' }).getByRole('row');
  const before = await rows.count();
  await page
    .getByLabel('Open a saved run')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') });
  await expect(page.getByRole('status', { name: 'Run', exact: true })).toContainText('no JSON');
  await expect(rows).toHaveCount(before);
  await page.evaluate(() => (location.hash = '#run=1.AAAA'));
  await expect(page.getByRole('status', { name: 'Run', exact: true })).toContainText('cut off or changed');
});

test(
  'the home page runs the same program live, sends it requests, and goes back to a recorded run',
  SLOW,
  async ({ page }) => {
    await page.goto('/');
    const panel = page.getByRole('group', { name: 'A real run' });
    const said = panel.getByRole('status', { name: 'Run', exact: true });
    await expect(said).toContainText('events of real processes');
    await panel.getByRole('button', { name: 'Run it live' }).click();
    const send = panel.getByRole('button', { name: 'Send 10 requests' });
    await expect(send).toBeFocused({ timeout: 20_000 });
    const run = panel.getByRole('combobox', { name: 'Run' });
    await expect(run.locator('option:checked')).toHaveText('Live: on In-browser Node, here and now');
    await expect(panel.getByRole('link', { name: 'Look closer' })).toBeHidden();
    await send.click();
    await expect(said).toContainText(/10 sent to port \d+, 10 answered/);
    await expect(said).toContainText('worker 1 answered 5, worker 2 answered 5');
    await panel.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(panel.getByRole('button', { name: 'Run it live' })).toBeFocused();
    await run.selectOption({ index: 1 });
    await expect(panel.getByRole('link', { name: 'Look closer' })).toBeVisible();
    await expect(said).toContainText('events of real processes');
  },
);

test.describe('for who wants nothing to move', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('the home page shows the moment of a run that says most, and it stands still', async ({ page }) => {
    await page.goto('/');
    const panel = page.getByRole('group', { name: 'A real run' });
    await expect(panel.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(panel.getByRole('group', { name: 'Picture' })).toContainText('listening');
  });
});
