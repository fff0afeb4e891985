/** Ways to a page, and what every page must keep. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function openStep(page: Page, lesson: string, step: string): Promise<void> {
  await page.goto(`/lessons/${lesson}/#${step}`);
  await expect(page.locator(`#${step}`)).toHaveAttribute('data-open', '');
}

/** WCAG 2.2 A and AA, as far as axe can see it. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // To describe every element that is well, in a page of its own, takes four times as long as to look for those that are not.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}
