/** The browsers that are installed, driven alike: Firefox over WebDriver BiDi, Chromium over its own protocol. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { ensureBrowser, PLAIN_HTTP_NAME } from '../../scripts/ensure-browser.ts';
import { ensureFirefox } from '../../scripts/ensure-firefox.ts';

export const BROWSERS = ['firefox', 'chromium'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** No page of ours may reach another host, so neither may the browser. */
const FIREFOX_PREFERENCES = {
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.dns.localDomains': PLAIN_HTTP_NAME,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** One evaluation may be a load of tens of thousands of requests. */
const LONGEST_EVALUATION_MS = 280_000;

export async function launch(name: BrowserName): Promise<Browser> {
  const common = { headless: true, protocolTimeout: LONGEST_EVALUATION_MS };
  if (name === 'firefox') {
    const executablePath = ensureFirefox();
    return puppeteer.launch({ ...common, browser: 'firefox', executablePath, extraPrefsFirefox: FIREFOX_PREFERENCES });
  }
  const { executablePath, args, env } = await ensureBrowser();
  return puppeteer.launch({ ...common, executablePath, args: [...args], env: { ...process.env, ...env } });
}
