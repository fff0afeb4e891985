/** A page that has the in-browser engine and nothing else: no isolation, and the policy that the course sends. */
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { FRAME_SCRIPT_HASH } from '@cluster-lab/browser-node/policy';
import { servePage } from '../../support/isolated-page.ts';

export const ENTRY = fileURLToPath(new URL('../../support/browser-node/contract-page.ts', import.meta.url));
export const POLICY = `default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval' ${FRAME_SCRIPT_HASH}; worker-src 'self' blob:`;

export { expect } from '@playwright/test';

export const test = base.extend<{ plainPage: Page }, { address: string }>({
  address: [
    async ({ browserName: _ }, use) => {
      const served = await servePage(ENTRY, { 'content-security-policy': POLICY });
      await use(served.url);
      await served.close();
    },
    { scope: 'worker' },
  ],
  plainPage: async ({ page, address }, use) => {
    await page.goto(address);
    await page.waitForFunction('globalThis.keepsRule');
    await use(page);
  },
});
