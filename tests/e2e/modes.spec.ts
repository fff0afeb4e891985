/** Nine ways through a lesson: each shows its part, is linked and remembered; a lesson is presented by the arrow keys. */
import { courseIn } from '../../src/content-reader/read-course.ts';
import { expectAccessible } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { cell, sendRequests, status } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const SLUG = 'cluster-basics';
const LESSON = `/lessons/${SLUG}/`;
const STEPS = courseIn('src/content').lessons.find(({ slug }) => slug === SLUG)?.steps.length;

test('watched without code, then presented as slides', SLOW, async ({ page }) => {
  await page.goto(`${LESSON}?mode=watch#same-port`);
  const step = page.locator('#same-port');
  await expect(step.getByRole('region', { name: 'Editor' })).toBeHidden();
  await expect(step.getByText('Start any server twice')).toBeHidden();
  await step.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toContainText('running, 2 workers');
  await sendRequests(page, { requests: 10 });
  // The solution's counts: nobody could have mended the program here.
  await expect(cell(page, '1', 'Requests')).toHaveText('5');

  const mode = page.getByRole('combobox', { name: 'Way through the lesson' });
  await mode.selectOption('Present');
  await expect(page).toHaveURL(/\?mode=present#same-port$/);
  const slide = page.getByRole('status', { name: 'Slide' });
  await expect(slide).toHaveText(new RegExp(`^Step 2 of ${STEPS}, slide 1 of \\d+$`));
  await expect(step.getByRole('heading', { level: 2 })).toBeVisible();
  await expect(step.getByRole('form', { name: 'Prediction' })).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(step.getByRole('form', { name: 'Prediction' })).toBeVisible();
  await expect(step.getByRole('heading', { level: 2 })).toBeHidden();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(slide).toHaveText(new RegExp(`^Step 1 of ${STEPS}, slide (\\d+) of \\1$`));
  await page.keyboard.press('Escape');
  await expect(mode).toBeFocused();
  await expect(page.locator('#fork').getByRole('region', { name: 'Editor' })).toBeVisible();
});

test('a mode that shows little of a lesson names it, and leads back to reading', async ({ page }) => {
  await page.goto(`${LESSON}#same-port`);
  const mode = page.getByRole('combobox', { name: 'Way through the lesson' });
  await expect(page.getByRole('button', { name: 'Read the lesson' })).toBeHidden();
  await mode.selectOption('Review');
  await expect(page.getByRole('heading', { level: 1, name: 'Cluster basics' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Editor' }).first()).toBeHidden();
  await page.getByRole('button', { name: 'Read the lesson' }).click();
  await expect(mode).toHaveValue('read');
  await expect(mode).toBeFocused();
  await expect(page.locator('#same-port').getByRole('region', { name: 'Editor' })).toBeVisible();
});

test.describe('each of them @slow', () => {
  const SHOWN = {
    predict: ['Prediction', 'Run'],
    run: ['Run'],
    watch: ['Run'],
    fix: ['Run'],
    quiz: ['Check answer'],
    review: ['Check answer'],
    present: ['Next →'],
    'cheat-sheet': ['What to keep'],
  } as const;

  for (const [mode, [first]] of Object.entries(SHOWN)) {
    test(`${mode} is whole, accessible and remembered`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(`${LESSON}#same-port`);
      const wrong = page
        .locator('#same-port')
        .getByRole('form', { name: /^Quiz: / })
        .first();
      await wrong.getByRole('radio').last().check();
      await wrong.getByRole('button', { name: 'Check answer' }).click();
      await page.goto(`${LESSON}?mode=${mode}#same-port`);
      const shown = page
        .getByRole('button', { name: first, exact: true })
        .or(page.getByRole('form', { name: first }))
        .or(page.getByRole('heading', { name: first }));
      if (mode !== 'review') await expect(shown.and(page.locator(':visible')).first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await expectAccessible(page);
      if (mode === 'present') return;
      await page.getByRole('combobox', { name: 'Way through the lesson' }).selectOption('Read');
      await page.getByRole('combobox', { name: 'Way through the lesson' }).selectOption(mode);
      await page.goto('/lessons/ipc/');
      await expect(page.getByRole('combobox', { name: 'Way through the lesson' })).toHaveValue(mode);
    });
  }

  test('what was missed in a lesson comes back in its review, and what is not known is read', async ({ page }) => {
    await page.goto(`${LESSON}?mode=review`);
    await expect(page.getByText('Nothing of this lesson waits for you here')).toBeVisible();
    await page.goto(`${LESSON}?mode=quiz#same-port`);
    const question = page
      .locator('#same-port')
      .getByRole('form', { name: /How many|Quiz: / })
      .first();
    for (const radio of await question.getByRole('radio').all()) {
      await radio.check();
      await question.getByRole('button', { name: 'Check answer' }).click();
      if ((await page.locator('#same-port quiz-form[data-result=wrong]').count()) > 0) break;
      await question.getByRole('button', { name: /again/i }).click();
    }
    await page.goto('/');
    await page.goto(`${LESSON}?mode=review`);
    await expect(page.getByText('Nothing of this lesson waits for you here')).toBeHidden();
    await expect(page.getByRole('form', { name: /^Quiz: / }).and(page.locator(':visible'))).toHaveCount(1);
    await page.goto(`${LESSON}?mode=dance`);
    await expect(page.locator('#fork').getByRole('region', { name: 'Editor' })).toBeVisible();
  });
});
