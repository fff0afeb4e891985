/** One page for all the programs of a Playwright worker, with what runs them in it (tests/support/browser-node/differential-page.ts). */
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import type { DifferentialPage } from '../../support/browser-node/differential-page.ts';
import { servePage } from '../../support/isolated-page.ts';
import { POLICY } from './page.ts';

const ENTRY = fileURLToPath(new URL('../../support/browser-node/differential-page.ts', import.meta.url));

export { expect } from '@playwright/test';

export const test = base.extend<object, { differentialPage: Page }>({
  differentialPage: [
    async ({ browser }, use) => {
      const served = await servePage(ENTRY, { 'content-security-policy': POLICY });
      const page = await browser.newPage();
      await page.goto(served.url);
      await page.waitForFunction('globalThis.differentialPage');
      await use(page);
      await page.close();
      await served.close();
    },
    { scope: 'worker' },
  ],
});

export function runInPage(
  page: Page,
  program: Parameters<DifferentialPage['run']>[0],
): ReturnType<DifferentialPage['run']> {
  return page.evaluate((given) => {
    const { differentialPage } = globalThis as unknown as { differentialPage: DifferentialPage };
    return differentialPage.run(given);
  }, program);
}

export function driveInPage(
  page: Page,
  lesson: Parameters<DifferentialPage['lesson']>[0],
): ReturnType<DifferentialPage['lesson']> {
  return page.evaluate((given) => {
    const { differentialPage } = globalThis as unknown as { differentialPage: DifferentialPage };
    return differentialPage.lesson(given);
  }, lesson);
}
