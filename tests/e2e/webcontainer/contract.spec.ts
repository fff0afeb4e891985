/** The WebContainer engine keeps the contract of all engines: the unmodified client, in a browser, against the double. */
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { contractRules } from '../../support/contract-rules.ts';
import { serveIsolatedPage } from '../../support/isolated-page.ts';
import { startWebContainerDouble } from '../../support/webcontainer-double/server.ts';
import { SLOW } from '../support/slow.ts';

const PAGE = fileURLToPath(new URL('../../support/webcontainer-double/contract-page.ts', import.meta.url));

const test = base.extend<object, { servers: { page: string; double: string } }>({
  servers: [
    async ({ browserName: _ }, use) => {
      const [page, double] = await Promise.all([serveIsolatedPage(PAGE), startWebContainerDouble()]);
      await use({ page: page.url, double: double.origin });
      await Promise.all([page.close(), double.close()]);
    },
    { scope: 'worker' },
  ],
});

for (const rule of contractRules()) {
  test(rule, SLOW, async ({ page, servers }, { annotations }) => {
    await page.addInitScript(
      (origin) => Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin }),
      servers.double,
    );
    await page.goto(servers.page);
    await page.waitForFunction('globalThis.keepsRule');
    const reason = await page.evaluate(`keepsRule(${JSON.stringify(rule)})`);
    if (typeof reason === 'string') annotations.push({ type: 'skip', description: reason });
    test.skip(typeof reason === 'string', String(reason));
  });
}
