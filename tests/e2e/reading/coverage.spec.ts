/** Whoever follows an address of the coverage table sees that place: its step is open and it is within the window. */
import { coveredParts } from '../../support/coverage.ts';
import { slowUnless } from '../support/slow.ts';
import { expect, test } from '../support/test.ts';

const byLesson = Object.groupBy(coveredParts(), ({ lesson }) => lesson);

for (const [lesson, places = []] of Object.entries(byLesson)) {
  test(`each anchor of ${lesson} leads to its place`, slowUnless(lesson === 'ipc'), async ({ page }) => {
    await page.goto(`/lessons/${lesson}/`);
    await expect(page.locator('lesson-page')).toHaveAttribute('data-one-step');
    for (const anchor of new Set(places.map(({ anchor }) => anchor))) {
      await page.evaluate((hash) => (location.hash = hash), anchor);
      const place = page.locator(`[id="${anchor}"]`);
      await expect(place, anchor).toHaveCount(1);
      await expect(place, anchor).toBeInViewport();
    }
  });
}

test('a place within a step can be opened directly', async ({ page }) => {
  await page.goto('/lessons/ipc/#stores');
  await expect(page.locator('[id="stores"]')).toBeInViewport();
  await expect(page.locator('#one-counter')).toHaveAttribute('data-open');
});
