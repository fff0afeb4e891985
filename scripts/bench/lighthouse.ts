/** What Lighthouse says of the built site as `npm start` serves it, on its slow phone; and the longest task of a load on this computer. */
import lighthouse, { type Result } from 'lighthouse';
import puppeteer, { type Browser } from 'puppeteer-core';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { startServer } from '../../tests/support/server-process.ts';
import { ensureBrowser } from '../ensure-browser.ts';
import { median, type Row } from './report.ts';

const TIMES = Number(process.env['BENCH_RUNS'] ?? 5);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** An embed asks search engines to stay away, which the last category counts as a mistake. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': CATEGORIES,
  '/lessons/cluster-basics/': CATEGORIES,
  '/quiz/': CATEGORIES,
  '/embed/cluster-basics/same-port/': CATEGORIES.slice(0, 3),
};

export async function rows(): Promise<readonly Row[]> {
  const port = await freePort();
  const server = startServer([], { PORT: String(port) });
  await server.says('is ready');
  const { executablePath, args, env } = await ensureBrowser();
  const browser = await puppeteer.launch({ executablePath, args: [...args], env: { ...process.env, ...env } });
  try {
    const all: Row[] = [];
    for (const [path, categories] of Object.entries(PAGES)) {
      const url = `http://localhost:${port}${path}`;
      all.push(...(await judged(browser, path, url, categories)), await longestTask(browser, path, url));
    }
    return all;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function judged(
  browser: Browser,
  path: string,
  url: string,
  categories: readonly string[],
): Promise<readonly Row[]> {
  const results: Result[] = [];
  while (results.length < TIMES) {
    const page = await browser.newPage();
    const run = await lighthouse(url, { onlyCategories: [...categories], logLevel: 'error' }, undefined, page);
    await page.close();
    if (run === undefined || run.lhr.runtimeError) throw new Error(`Lighthouse: ${run?.lhr.runtimeError?.message}`);
    results.push(run.lhr);
  }
  const measured = (audit: string) => median(results.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
  const scores = categories.map((category): Row => {
    const points = results.map(({ categories: each }) => Math.round(100 * (each[category]?.score ?? Number.NaN)));
    const missed = [...new Set(results.flatMap((result) => missedIn(result, category)))];
    const note =
      category === 'performance' ? `of ${TIMES} runs: ${points.join(', ')}` : missed.join(', ') || 'nothing missed';
    return { name: `Lighthouse ${path}: ${category}`, value: median(points), unit: 'of 100', note };
  });
  const shift = {
    name: `Lighthouse ${path}: layout shift`,
    value: round(measured('cumulative-layout-shift')),
    unit: '',
  };
  const paints = `largest paint ${Math.round(measured('largest-contentful-paint'))} ms, blocked ${Math.round(measured('total-blocking-time'))} ms, on its phone`;
  return [...scores, { ...shift, note: paints }];
}

/** Names of the audits that cost points. */
function missedIn({ audits, categories }: Result, category: string): readonly string[] {
  const refs = categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return refs.map(({ id }) => id).filter((id) => (audits[id]?.score ?? 1) < 1);
}

/** Median of loads in a fresh profile, without any slowing down; until the engine has warmed up. */
async function longestTask(browser: Browser, path: string, url: string): Promise<Row> {
  const longest: number[] = [];
  while (longest.length < TIMES) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
        buffered: true,
      });
    });
    await page.goto(url, { waitUntil: 'networkidle0' });
    longest.push(Math.max(0, ...((await page.evaluate('tasks')) as number[])));
    await context.close();
  }
  const note = `of ${TIMES} loads: ${longest.map(Math.round).join(', ')} ms; 0: none over 50`;
  return { name: `load ${path}: longest task`, value: Math.round(median(longest)), unit: 'ms', note };
}

function round(value: number): number {
  return Math.round(1000 * value) / 1000;
}
