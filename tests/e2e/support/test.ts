/** Every story runs on a page that may reach its own server alone and logs no error. */
import { test as base, expect } from '@playwright/test';

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
        const isOurs = url.origin === new URL(baseURL ?? '').origin || ['data:', 'blob:'].includes(url.protocol);
        if (!isOurs) complaints.push(`another host: ${request.url()}`);
      });
      await use(undefined);
      expect(complaints.filter((complaint) => !expectedComplaints?.test(complaint))).toEqual([]);
    },
    { auto: true },
  ],
});
