/** What answers a step's question is folded until its reader has committed to an answer, or wants to see it; nothing loses the way to it. */
import { openStep } from '../support/page.ts';
import { expect, test } from '../support/test.ts';

const ANSWER = 'All fifty are open at the same time';

test('the answer opens once one has committed to one, and after a reload', async ({ page }) => {
  await openStep(page, 'single-process', 'waits');
  const answer = page.getByText(ANSWER);
  await expect(answer).toBeHidden();
  await expect(page.getByText('Run the program and try')).toBeVisible();
  // Only what explains is folded.
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.getByRole('radio', { name: 'About 15 seconds' }).check();
  await page.getByRole('button', { name: 'Commit to it' }).click();
  await expect(answer).toBeVisible();
  await page.reload();
  await expect(answer).toBeVisible();
});

test('“Show me” opens it in this step, “Show all” in every step, until it is taken back', async ({ page }) => {
  await openStep(page, 'single-process', 'waits');
  await page.getByRole('button', { name: 'Show me' }).click();
  await expect(page.getByText(ANSWER)).toBeVisible();
  await expect(page.locator('#waits .answer-text').first()).toBeFocused();
  await page.goto('/lessons/single-process/#busy-handler');
  const next = page.getByText('Nothing interrupts it. A timer');
  await expect(next).toBeHidden();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(next).toBeVisible();
  await page.reload();
  await expect(next).toBeVisible();
  await page.getByRole('button', { name: 'Fold answers again' }).click();
  await expect(next).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show me' })).toBeFocused();
});

test('an address within an answer opens it', async ({ page }) => {
  await page.goto('/lessons/single-process/#busy-handler/where-does-the-visitor-wait');
  await expect(page.getByRole('heading', { name: 'Where does the visitor wait?' })).toBeInViewport();
});

test('a search in the page can find it, and paper has it', async ({ page }) => {
  await openStep(page, 'single-process', 'waits');
  const text = page.locator('#waits .answer-text').first();
  await expect(text).toHaveAttribute('hidden', 'until-found');
  await text.dispatchEvent('beforematch');
  await expect(page.getByText(ANSWER)).toBeVisible();
  await page.goto('/lessons/single-process/#busy-handler');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Nothing interrupts it. A timer')).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('all of it reads', async ({ page }) => {
    await page.goto('/lessons/single-process/');
    await expect(page.getByText(ANSWER)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show me' }).first()).toBeHidden();
  });
});
