/** `npm run pictures`: the README's pictures, taken of the built site at work: a lesson, the picture of a run, a workshop's board. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { join, leads, makeWorkshop, openPerson, startWorkshopSite, work } from '../tests/e2e/support/workshop-site.ts';
import { runSolution, sendRequests, status } from '../tests/e2e/support/workspace.ts';
import { ensureBrowser } from './ensure-browser.ts';

const STEP = '/lessons/cluster-basics/#same-port';
const LEARNERS = ['Ada', 'Bo', 'Cleo', 'Dan', 'Eve'];

const { executablePath, args, env } = await ensureBrowser();
await using site = await startWorkshopSite();
// Disposed of first: a server ends once its last page has gone.
await using browser = await chromium.launch({ executablePath, args: [...args], env: { ...process.env, ...env } });
await takeLesson(browser, site.url);
await takeRun(browser, site.url);
await takeBoard(browser, site);

async function pageOf(of: Browser, baseURL: string, options: BrowserContextOptions): Promise<Page> {
  return (await of.newContext({ baseURL, ...options })).newPage();
}

async function running(page: Page): Promise<void> {
  await page.goto(STEP);
  await runSolution(page);
  await status(page).getByText('running, 2 workers').waitFor();
  await page.getByRole('button', { name: 'Hide solution' }).click();
}

async function takeLesson(of: Browser, url: string): Promise<void> {
  const page = await pageOf(of, url, { viewport: { width: 1280, height: 960 } });
  await running(page);
  await sendRequests(page, { requests: 20 });
  await page.locator('#same-port .step-text').evaluate((text) => text.scrollIntoView());
  await page.screenshot({ path: 'docs/lesson.png' });
}

async function takeRun(of: Browser, url: string): Promise<void> {
  const page = await pageOf(of, url, { viewport: { width: 1280, height: 1400 }, colorScheme: 'dark' });
  await running(page);
  await sendRequests(page, { requests: 20 });
  await sendRequests(page, { requests: 40, connections: 3, keepAlive: true });
  await page.locator('#same-port .picture-panel').screenshot({ path: 'docs/run.png' });
}

async function takeBoard(of: Browser, site: Awaited<ReturnType<typeof startWorkshopSite>>): Promise<void> {
  const host = await openPerson(of, site);
  await host.setViewportSize({ width: 1280, height: 900 });
  const code = await makeWorkshop(host, 'Clusters on Monday');
  const learners = await Promise.all(LEARNERS.map(() => openPerson(of, site)));
  for (const [index, learner] of learners.entries()) {
    // Nothing loads ahead of its use: five browsers that warm up an engine take minutes.
    await learner.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    await join(learner, code, LEARNERS[index] ?? '');
  }
  await host.getByLabel('Take everyone along').check();
  await leads(host).selectOption('3.2 One port, who holds it?');
  for (const learner of learners) {
    await learner.waitForURL(/#same-port$/);
    await work(learner);
  }
  // Some are further, one is behind.
  await host.getByLabel('Take everyone along').uncheck();
  const [first, second, third] = learners;
  for (const ahead of [first, second]) await ahead?.goto('/lessons/cluster-basics/#right-branch');
  await third?.goto('/lessons/cluster-basics/#fork');
  await host.getByText('5 learners, 5 here now.').waitFor();
  await host.screenshot({ path: 'docs/board.png' });
}
