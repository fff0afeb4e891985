/** Ways to find something by the keyboard: the search, the list of keys, a word's meaning. */
import { expectAccessible, openStep } from '../support/page.ts';
import { expect, test } from '../support/test.ts';

test('keys open the search and their own list, turn steps, and can be switched off', async ({ page }) => {
  await openStep(page, 'cluster-basics', 'same-port');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await expect(search.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('baklog');
  await expect(search.getByRole('listitem').filter({ hasText: 'Glossary' }).getByRole('link')).toHaveText('backlog');
  await search.getByRole('searchbox').fill('xyzzy');
  await expect(search.getByRole('status', { name: 'Found' })).toHaveText(/^Nothing is found for “xyzzy”/);
  await search.getByRole('searchbox').fill('identity');
  await search.getByRole('link', { name: 'Give workers an identity' }).click();
  await expect(page.locator('#identity')).toHaveAttribute('data-open', '');
  await expect(search).toBeHidden();
  await page.keyboard.press('p');
  await expect(page.locator('#right-branch')).toHaveAttribute('data-open', '');
  await page.keyboard.press('n');
  await expect(page.locator('#identity')).toHaveAttribute('data-open', '');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await keys.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  await expect(keys).toBeHidden();
  await expect(page.locator('#identity')).toHaveAttribute('data-open', '');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(keys).toBeVisible();
});

test.describe('at length @slow', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`words, dialogs and the glossary are accessible and whole on 320 pixels, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme });
      await page.goto('/glossary/#handle');
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('searchbox').fill('keep-alive');
      await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
      await expectAccessible(page);
      await openStep(page, 'cluster-basics', 'same-port');
      const word = page.locator('#same-port .term').first();
      await word.focus();
      const meaning = page.getByRole('tooltip').and(page.locator(':visible'));
      await expect(meaning).toContainText('The error of a second bind');
      await expect(word).toHaveAccessibleDescription(/The error of a second bind/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(meaning).toBeHidden();
    });
  }
});
