/** The site with a double in StackBlitz's place, which has the fault that the story asks for. */
import { test as base } from '@playwright/test';
import { freePort } from '../../../src/sandbox/local-node/host/free-port.ts';
import { startSite } from '../../support/site.ts';
import type { Fault } from '../../support/webcontainer-double/faults.ts';
import { startWebContainerDouble } from '../../support/webcontainer-double/server.ts';

interface Vendor {
  /** Undefined: all is well. `refused`: nobody listens at the vendor's address. */
  readonly fault: Fault | 'refused' | undefined;
}

/** The learner has chosen WebContainer; Node on this computer is the next engine. */
export const test = base.extend<Vendor>({
  fault: [undefined, { option: true }],
  page: async ({ page, fault }, use) => {
    const double = fault === 'refused' ? undefined : await startWebContainerDouble(fault);
    const vendor = double?.origin ?? `http://localhost:${await freePort()}`;
    const site = await startSite({ webContainerOrigin: vendor });
    await page.addInitScript((address) => {
      Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: address });
      // The engine's own frame has no storage.
      if (origin !== 'null') localStorage.setItem('cluster-lab:engine', 'webcontainer');
    }, vendor);
    const { goto } = page;
    page.goto = (url, options) => goto.call(page, new URL(url, site.origin).href, options);
    await use(page);
    await page.close();
    await Promise.all([site.close(), double?.close()]);
  },
});
