/** Every story runs on a page that may reach its own server alone and logs no error. */
import { test as base, expect } from '@playwright/test';
import { WORKSHOPS_PATH } from '../../../src/features/workshop/model/protocol.ts';
import { SESSION_PATH } from '../../../src/sandbox/local-node/protocol.ts';

export { expect };

/** What a story brings about on purpose, such as a refused request. */
interface Options {
  readonly expectedComplaints: RegExp | undefined;
}

export const test = base.extend<{ quiet: undefined } & Options>({
  expectedComplaints: [undefined, { option: true }],
  quiet: [
    async ({ page, baseURL, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        const own = new URL(baseURL ?? '');
        // The server's second port has the same name.
        const isLocal = url.hostname === own.hostname && [SESSION_PATH, WORKSHOPS_PATH].includes(url.pathname);
        const isOurs = url.origin === own.origin || isLocal || ['data:', 'blob:'].includes(url.protocol);
        if (!isOurs) complaints.push(`another host: ${request.url()}`);
      });
      await use(undefined);
      expect(complaints.filter((complaint) => !expectedComplaints?.test(complaint))).toEqual([]);
    },
    { auto: true },
  ],
});
