/** In-browser Node keeps the contract of all engines, on a page that is not isolated and forbids eval. */
import type { Page } from '@playwright/test';
import { contractRules } from '../../support/contract-rules.ts';
import { expect, test as base } from './page.ts';

/** Each rule boots a sandbox of its own; they share the page. */
const test = base.extend<object, { contractPage: Page }>({
  contractPage: [
    async ({ browser, address }, use) => {
      const page = await browser.newPage();
      await page.goto(address);
      await page.waitForFunction('globalThis.keepsRule');
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});

for (const rule of contractRules()) {
  test(rule, async ({ contractPage }, { annotations }) => {
    expect(await contractPage.evaluate('crossOriginIsolated')).toBe(false);
    const reason = await contractPage.evaluate(`keepsRule(${JSON.stringify(rule)})`);
    if (typeof reason === 'string') annotations.push({ type: 'skip', description: reason });
    test.skip(typeof reason === 'string', String(reason));
  });
}
