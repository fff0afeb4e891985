/** The cheat sheet: whole, accessible, and on two printed pages, also once every lesson has its takeaways. */
import { courseIn } from '../../../src/content-reader/read-course.ts';
import { expect, test } from '../support/test.ts';
import { expectAccessible } from '../support/page.ts';
import { SLOW, slowUnless } from '../support/slow.ts';

const LESSONS = courseIn('src/content').lessons.length;

/** Chromium writes each page of a PDF as an object of its own. */
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;

test('prints on two pages at most, with room for all lessons', SLOW, async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Cheat sheet' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Node’s cluster module at a glance');
  for (const format of ['A4', 'Letter']) {
    const pages = pagesIn(await page.pdf({ format }));
    expect(pages, format).toBeGreaterThan(0);
    expect(pages, format).toBeLessThanOrEqual(2);
  }
  // Lessons that are not written yet will be like the longest of those that are.
  await page.evaluate((lessons) => {
    const lists = document.querySelector('.takeaway-lists') as HTMLElement;
    const [longest] = [...lists.children].toSorted(
      (a, b) => (b.textContent?.length ?? 0) - (a.textContent?.length ?? 0),
    );
    while (longest && lists.children.length < lessons) lists.append(longest.cloneNode(true));
  }, LESSONS);
  await expect(page.locator('.takeaway-lists > div')).toHaveCount(LESSONS);
  for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format })), format).toBeLessThanOrEqual(2);
});

test('shows every part, and every mark names its experiment', async ({ page }) => {
  await page.goto('/cheat-sheet/');
  for (const name of ['Which tool when', 'The cluster module’s interface', 'listen in a worker', /^How a worker ended/])
    await expect(page.getByRole('table', { name })).toBeVisible();
  const row = page.getByRole('row', { name: /process\.disconnect\(\)/ });
  await expect(row.getByRole('cell')).toHaveText(['0', 'null', 'false']);
  await expect(row.locator('[data-shown-by]')).toHaveAttribute('data-shown-by', 'leaving-the-channel-ends-with-0');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test('is accessible', slowUnless(theme === 'light'), async ({ page }) => {
      await page.goto('/cheat-sheet/');
      await expectAccessible(page);
    });
  });
}

for (const width of [390, 320]) {
  test(
    `nothing is cut off at ${width} px, here and on the page of progress`,
    slowUnless(width === 320),
    async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/cheat-sheet/', '/done/']) {
        await page.goto(path);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
    },
  );
}
