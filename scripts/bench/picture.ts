/** What the picture costs the page under a flood, and what a long run leaves in memory. */
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { servePage } from '../../tests/support/isolated-page.ts';
import { ensureBrowser } from '../ensure-browser.ts';
import type { Row } from './report.ts';

const PAGE = fileURLToPath(new URL('picture-page.ts', import.meta.url));
const PER_SECOND = 5_000;
const SECONDS = 6;
const LONG_RUN = 1_000_000;

interface Drawn {
  readonly frames: number;
  readonly seconds: number;
  readonly longTasks: number;
  readonly longestTask: number;
  readonly frameWork: number;
  readonly counted: number;
  readonly sent: number;
}

export async function rows(): Promise<readonly Row[]> {
  const served = await servePage(PAGE, {});
  const { executablePath, args, env } = await ensureBrowser();
  const flags = [...args, '--js-flags=--expose-gc', '--enable-precise-memory-info'];
  const browser = await puppeteer.launch({ executablePath, args: flags, env: { ...process.env, ...env } });
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction('globalThis.isReady');
    const quiet = (await page.evaluate(`draw(50, 2)`)) as Drawn;
    const flood = (await page.evaluate(`draw(${PER_SECOND}, ${SECONDS})`)) as Drawn;
    const short = (await page.evaluate(`remember(150_000)`)) as { bytes: number };
    const long = (await page.evaluate(`remember(${LONG_RUN})`)) as { bytes: number; counted: number; ms: number };
    const rate = (drawn: Drawn) => drawn.frames / drawn.seconds;
    return [
      {
        name: `picture: frames/s at ${PER_SECOND} events/s over those of 50`,
        value: round(rate(flood) / rate(quiet)),
        unit: '×',
        note: `${Math.round(rate(flood))} frames a second beside ${Math.round(rate(quiet))}; ${flood.counted} requests counted of ${flood.sent} events`,
      },
      {
        name: 'picture: work of a frame then',
        value: round(flood.frameWork),
        unit: 'ms',
        note: `beside ${round(quiet.frameWork)} ms at 50 events/s; 16.7 ms are a frame at 60 Hz`,
      },
      {
        name: 'picture: tasks over 50 ms then',
        value: flood.longTasks,
        unit: 'tasks',
        note: `in ${SECONDS} s; the longest ${Math.round(flood.longestTask)} ms`,
      },
      {
        name: 'picture: memory of 1,000,000 events over that of 150,000',
        value: round(long.bytes / short.bytes),
        unit: '×',
        note: `${Math.round(long.bytes / 1e6)} MB beside ${Math.round(short.bytes / 1e6)} MB; ${long.counted} requests counted; ${Math.round(LONG_RUN / long.ms)}k events/s taken in`,
      },
    ];
  } finally {
    await browser.close();
    await served.close();
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
