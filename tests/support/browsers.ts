/** The browsers of the tests, driven alike: Firefox over WebDriver BiDi, Chromium over its own protocol, WebKit over W3C's. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { ensureBrowser, PLAIN_HTTP_NAME } from '../../scripts/ensure-browser.ts';
import { ensureFirefox } from '../../scripts/ensure-firefox.ts';
import { launchWebKit } from './webkit-page.ts';

export const BROWSERS = ['firefox', 'chromium', 'webkit'] as const;
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
  // As far as the stories ask of it, it answers as puppeteer does.
  if (name === 'webkit') return (await launchWebKit()) as unknown as Browser;
  const common = { headless: true, protocolTimeout: LONGEST_EVALUATION_MS };
  if (name === 'firefox') {
    const executablePath = ensureFirefox();
    const browser = await puppeteer.launch({
      ...common,
      browser: 'firefox',
      executablePath,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: FIREFOX_PREFERENCES,
    });
    await detachWorkerDebugger(browser);
    return browser;
  }
  const { executablePath, args, env } = await ensureBrowser();
  return puppeteer.launch({ ...common, executablePath, args: [...args], env: { ...process.env, ...env } });
}

/** As far as it is spoken to here. */
interface Bidi {
  send(method: 'browsingContext.getTree', params: object): Promise<{ result: { contexts: { context: string }[] } }>;
  send(method: 'script.evaluate', params: object): Promise<{ result: { type: string } }>;
}

const DETACH = `ChromeUtils.importESModule(
  'chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs',
).unregisterWebDriverWorkerListenerActor()`;

/**
 * Firefox as people have it: WebDriver listens to workers as a debugger does, and with a debugger listening a worker that starts
 * a worker waits for its registration on a condition that the new worker waits on too, and now and then is never woken.
 */
async function detachWorkerDebugger(browser: Browser): Promise<void> {
  const { connection } = browser as unknown as { connection: Bidi };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = tree.result.contexts;
  const { result } = await connection.send('script.evaluate', {
    expression: DETACH,
    target: { context: window?.context },
    awaitPromise: false,
  });
  if (result.type !== 'success') throw new Error(`Firefox keeps its debugger of workers: ${JSON.stringify(result)}`);
}
