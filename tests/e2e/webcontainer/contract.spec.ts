/** The WebContainer engine keeps the contract of all engines: the unmodified client, in a browser, against the double. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { serveIsolatedPage } from '../../support/isolated-page.ts';
import { startWebContainerDouble } from '../../support/webcontainer-double/server.ts';
import { SLOW } from '../support/slow.ts';

const PAGE = fileURLToPath(new URL('../../support/webcontainer-double/contract-page.ts', import.meta.url));
const CONTRACT = fileURLToPath(new URL('../../../packages/sandbox/src/sandbox.contract.ts', import.meta.url));

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

// The rules run in the page; here they are only named.
const rules = [...readFileSync(CONTRACT, 'utf8').matchAll(/^rule\('(.+)', async/gm)].map(([, name]) => name as string);

for (const rule of rules) {
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
