/** The picture can be held, stepped, scrubbed and asked, by keyboard too; it says in words what it shows. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { cell, runSolution, sendRequests, status } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const picture = (page: Page) => page.getByRole('region', { name: 'Visualiser' });
const thing = (page: Page, name: RegExp) => picture(page).getByRole('button', { name });

test.beforeEach(async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await runSolution(page);
  await expect(status(page)).toContainText('running, 2 workers');
  await sendRequests(page, { requests: 20 });
  // What is out of sight is not drawn.
  await picture(page).scrollIntoViewIfNeeded();
  await expect(thing(page, /^worker 1 10 requests/)).toBeVisible();
  await expect(thing(page, /^worker 2 10 requests/)).toBeVisible();
});

test('a run is held, scrubbed back, stepped on and live again, and the table goes with it', SLOW, async ({ page }) => {
  const view = picture(page);
  await view.getByRole('button', { name: 'Pause' }).click();
  const moment = view.getByRole('slider', { name: 'Moment of the run' });
  await moment.focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('rowheader', { name: 'primary', exact: true })).toBeHidden();
  await view.getByRole('button', { name: 'One event forward' }).click();
  await expect(cell(page, 'primary', 'State')).toHaveText('online');
  await expect(view.getByRole('status', { name: 'Event' })).toContainText('the primary starts as process');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('status', { name: 'Event' })).not.toContainText('the primary starts as process');

  await moment.focus();
  await page.keyboard.press('End');
  await expect(cell(page, '1', 'Requests')).toHaveText('10');
  await view.getByRole('button', { name: 'Live' }).click();
  await sendRequests(page, { requests: 20 });
  await expect(cell(page, '1', 'Requests')).toHaveText('20');
  await expectAccessible(page);
});

test('played slowly, the requests come one after the other until all are there', SLOW, async ({ page }) => {
  const view = picture(page);
  await view.getByRole('button', { name: 'Pause' }).click();
  await view.getByRole('button', { name: 'Play' }).click();
  await expect(cell(page, '2', 'Requests')).toHaveText(/^[1-9]$/, { timeout: 30_000 });
  await view.getByRole('combobox', { name: 'Speed' }).selectOption('10 times slower');
  await expect(cell(page, '2', 'Requests')).toHaveText('10', { timeout: 30_000 });
});

test('a worker tells its story, is killed from the picture, and stays to be seen', async ({ page }) => {
  const view = picture(page);
  await thing(page, /^primary/).focus();
  await page.keyboard.press('End');
  await expect(thing(page, /^worker 2/)).toBeFocused();
  await page.keyboard.press('Enter');
  const story = view.getByRole('region', { name: 'Story' });
  await expect(story.getByRole('listitem').first()).toContainText('the primary forks worker 2');
  await expect(story).toContainText('listens on port');
  await story.getByRole('button', { name: 'Send SIGKILL to worker 2' }).click();
  await expect(thing(page, /^worker 2 .*ended: SIGKILL/)).toBeVisible();
  await expect(story).toContainText('worker 2 has ended: SIGKILL');
  await story.getByRole('button', { name: 'Show the picture at' }).first().click();
  await expect(view.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'false');
  await expectAccessible(page);
});

test('the port says who holds it, and sends the load from the picture', SLOW, async ({ page }) => {
  const view = picture(page);
  await thing(page, /^port \d+/).click();
  const story = view.getByRole('region', { name: 'Story' });
  await expect(story).toContainText('whose socket the primary holds');
  await story.getByRole('button', { name: 'Send the load above' }).click();
  await expect(thing(page, /^worker 1 20 requests/)).toBeVisible();
  await expect(thing(page, /^worker 2 20 requests/)).toBeVisible();
});

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('states and counts, and nothing that flies', SLOW, async ({ page }) => {
    await sendRequests(page, { requests: 20 });
    await expect(thing(page, /^worker 1 20 requests/)).toBeVisible();
    const frames = () => picture(page).locator('.stage canvas').screenshot();
    expect(await frames()).toEqual(await frames());
    await expect(picture(page).getByRole('status', { name: 'Picture in words' })).toContainText('2 living workers');
  });
});
