/** A lesson in Firefox and WebKit, on the site as it is served: its own headers, the editor, the picture's table, the checks. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { launch } from '../support/browsers.ts';
import { shared } from '../support/shared.ts';
import { startSite } from '../support/site.ts';
import { inEach } from './page.ts';

const STEP = '/lessons/cluster-basics/#same-port';
const WAIT = { timeout: 60_000 };

const site = shared(startSite);

inEach(['firefox', 'webkit'], (name) => {
  const browser = shared(() => launch(name));

  test('20 closes over two workers are 10 and 10', async () => {
    const page = await browser().newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(site().origin);
    await page.evaluate(() => localStorage.setItem('cluster-lab:engine', 'browser-node'));
    await page.goto(`${site().origin}${STEP}`);
    // WebKit does not know the header's word (docs/decisions/0022).
    expect(await page.evaluate('crossOriginIsolated')).toBe(name === 'firefox');

    await page.locator('#same-port ::-p-aria([name="Show solution"][role="button"])').click();
    await page.locator('#same-port ::-p-aria([name="Run the solution"][role="button"])').click();
    await says(page, '[role=status]', /In-browser Node 24\.21\.0: running, 2 workers/);

    await page.locator('#same-port ::-p-aria([name="Requests"][role="spinbutton"])').fill('20');
    await page.locator('#same-port ::-p-aria([name="Send requests"][role="button"])').click();
    await says(page, 'load-form [role=status]', /20 sent/);
    const requests = () =>
      page.$$eval('#same-port requests-table tbody tr', (rows) =>
        rows.map((row) => (row.children[4] as HTMLElement).innerText.trim()),
      );
    await expect.poll(requests, WAIT).toEqual(['10', '10', '0']);
    expect(errors).toEqual([]);
    await page.close();
  });
});

/** Waits until an element of the step says so. */
async function says(page: Page, selector: string, words: RegExp): Promise<void> {
  await page.waitForFunction(
    (where, source) => {
      const pattern = new RegExp(source);
      return [...document.querySelectorAll(`#same-port ${where}`)].some((each) => pattern.test(each.textContent));
    },
    WAIT,
    selector,
    words.source,
  );
}
