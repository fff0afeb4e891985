/** What In-browser Node costs in Chromium, beside the pinned Node on this machine in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { findPinnedNode } from '@cluster-lab/browser-node/build';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { launch } from '../../tests/support/browsers.ts';
import { guestTexts } from '../../tests/support/guest-texts.ts';
import { servePage } from '../../tests/support/isolated-page.ts';
import { startLocalHost } from '../../tests/support/local-host.ts';
import { forkToOnline, IDLE_WORKERS, idleCluster, requestsPerSecond, TWO_OVER_ONE } from './measured-programs.ts';
import { residentBelow } from './memory.ts';
import { pressRun } from './press-run.ts';
import { median, type Row } from './report.ts';

const PAGE = fileURLToPath(new URL('browser-page.ts', import.meta.url));
const ROUNDS = 5;
/** Long enough for the workers that wait to be made up again. */
const POOL_FILLS_MS = 1_000;
const FIRST_LINE = "console.log('first line');";

export async function rows(): Promise<readonly Row[]> {
  const node = findPinnedNode();
  if (!node.ok) return [{ name: 'in-browser', value: 0, unit: '', note: node.reason }];
  const served = await servePage(PAGE, {});
  const browser = await launch('chromium');
  try {
    const page = await openPage(browser, served.url);
    return [
      await firstLine(page),
      await compare(page, 'in-browser: fork to online, one waits booted / Node', forkToOnline(POOL_FILLS_MS), 'ms'),
      await compare(page, 'in-browser: fork to online, one after the other / Node', forkToOnline(0), 'ms'),
      await compare(page, 'in-browser: 2 workers over 1, computing / Node', TWO_OVER_ONE, '×'),
      await compare(page, 'in-browser: keep-alive requests/s / Node', requestsPerSecond(true), 'requests/s'),
      await compare(page, 'in-browser: new connections requests/s / Node', requestsPerSecond(false), 'requests/s'),
      await memory(served.url),
    ];
  } finally {
    await browser.close();
    await served.close();
  }
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction('globalThis.booted');
  await page.evaluate('booted');
  return page;
}

/** From the press of Run to the first line, with the engine booted on both sides and the tracer in both programs. */
async function firstLine(page: Page): Promise<Row> {
  const guests = await guestTexts();
  const host = await startLocalHost();
  const sandbox = await host.engine.boot({}, AbortSignal.timeout(5_000));
  const inBrowser = async () => {
    // No learner presses Run in the same moment as Stop.
    await setTimeout(POOL_FILLS_MS);
    const call = `pressRun(${JSON.stringify(FIRST_LINE)}, ${JSON.stringify(guests)}, 'first line')`;
    const ms = (await page.evaluate(call)) as number;
    await page.evaluate('stopRun()');
    return ms;
  };
  const onLocalNode = async () => {
    const { program, ms } = await pressRun(sandbox, FIRST_LINE, guests, 'first line');
    await program.stop();
    return ms;
  };
  await inBrowser();
  await onLocalNode();
  const pairs: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) pairs.push([await inBrowser(), await onLocalNode()]);
  await sandbox.dispose();
  await host.close();
  return asRow('in-browser: Run to first line / local-node', pairs, 'ms', 'goal ≤ 2; ');
}

type Pair = readonly [ours: number, theirs: number];

/** The program's own figure in the browser against the same on the pinned Node, in pairs. */
async function compare(page: Page, name: string, source: string, unit: string): Promise<Row> {
  const inBrowser = async () => numberOf((await page.evaluate(`runToEnd(${JSON.stringify(source)})`)) as string);
  const pairs: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) pairs.push([await inBrowser(), await onNode(source)]);
  return asRow(name, pairs, unit);
}

function asRow(name: string, pairs: readonly Pair[], unit: string, goal = ''): Row {
  const [ours, theirs] = [median(pairs.map(([each]) => each)), median(pairs.map(([, each]) => each))];
  const shown = (value: number) => (value < 10 ? value.toFixed(2) : String(Math.round(value)));
  const note = `${goal}${shown(ours)} against ${shown(theirs)} ${unit}, median of ${pairs.length} pairs`;
  return { name, value: Number(median(pairs.map(([a, b]) => a / b)).toFixed(2)), unit: '×', note };
}

async function onNode(source: string): Promise<number> {
  return inFolder(source, async (start) => numberOf(await text(start().stdout)));
}

async function memory(url: string): Promise<Row> {
  // A browser of its own each time: what workers leave behind is given back late.
  const inBrowser = async (workers: number) => {
    const browser = await launch('chromium');
    const page = await openPage(browser, url);
    await page.evaluate(`pressRun(${JSON.stringify(idleCluster(workers))}, { tracer: '', loadGenerator: '' }, 'idle')`);
    const resident = residentBelow(browser.process()?.pid ?? 0);
    await browser.close();
    return resident;
  };
  const onRealNode = (workers: number) =>
    inFolder(idleCluster(workers), async (start) => {
      const child = start();
      for await (const part of child.stdout) if (String(part).includes('idle')) break;
      const resident = residentBelow(child.pid ?? 0);
      child.kill('SIGKILL');
      await once(child, 'exit');
      return resident;
    });
  const each = async (measure: (workers: number) => Promise<number>) =>
    ((await measure(IDLE_WORKERS)) - (await measure(1))) / (IDLE_WORKERS - 1);
  return asRow('in-browser: memory per worker / Node', [[await each(inBrowser), await each(onRealNode)]], 'MB');
}

async function inFolder<Result>(
  source: string,
  use: (start: () => ReturnType<typeof startNode>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  await writeFile(path.join(folder, 'main.mjs'), source);
  const port = String(await freePort());
  try {
    return await use(() => startNode(folder, port));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function startNode(folder: string, port: string) {
  return spawn(process.execPath, ['main.mjs'], {
    cwd: folder,
    env: { PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function numberOf(output: string): number {
  const value = Number(output.trim());
  if (Number.isNaN(value)) throw new Error(`The program printed no number but: ${output}`);
  return value;
}
