/** A program may report what it likes, and so may a file: what the page draws of it is bounded, and the page answers meanwhile. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { saveRun } from '../../src/core/trace/run-file.ts';
import { expect, test } from './support/test.ts';
import { openStep } from './support/page.ts';
import { SLOW } from './support/slow.ts';
import { table, untilLoaded, writeCode } from './support/workspace.ts';

/** Knows its run's nonce, as every program can, and writes frames as the tracer does. */
const FORGER = `
const nonce = process.execArgv.join(' ').match(/run=([\\w-]+)/)[1];
let sequence = 1000;
function forge(fact) {
  const event = { pid: 1, worker: 0, sequence: ++sequence, at: Math.round(performance.now() * 1000), ...fact };
  return '\\u001b]7357;' + nonce + ' ' + JSON.stringify(event) + '\\u0007';
}
setInterval(() => {}, 1000);
`;
const WORKERS = `${FORGER}
for (let id = 1; id <= 5000; id++) {
  process.stdout.write(forge({ type: 'worker.forked', id, workerPid: 100000 + id, env: {}, primaryGained: [] }));
  process.stdout.write(forge({ type: 'server.listening', port: id, holding: 'shared-handle', worker: id, pid: 100000 + id }));
}
console.log('all forged');
`;
const FRAMES = `${FORGER}
const kinds = [
  (i) => ({ type: 'connection.opened', peer: i, port: 80 }),
  (i) => ({ type: 'connection.handed', to: i % 50, handoff: i, peer: i }),
  (i) => ({ type: 'request.started', request: i, method: 'GET', path: '/' + 'x'.repeat(900), peer: i, reused: false }),
  (i) => ({ type: 'message.sent', from: 0, to: 1, body: 'y'.repeat(900) }),
  (i) => ({ type: 'process.started', role: 'primary', node: 'v24', ppid: 1, pid: 200000 + i }),
  (i) => ({ type: 'server.listening', port: i, holding: 'pwned' }),
  (i) => ({ type: 'worker.exited', id: i, code: {}, signal: null, voluntary: false }),
  (i) => ({ type: 'connection.closed', peer: i, port: 80, at: 1e300 }),
];
for (let i = 1; i <= 10000; i++) process.stdout.write(forge(kinds[i % kinds.length](i)));
console.log('all forged');
`;

/** Elements that one turn of the page's script may add: what a picture, some rows or the bars have, and not those of thousands. */
const MOST_ADDED = 600;

interface Watched {
  /** Milliseconds of each task that took over 50. */
  readonly tasks: number[];
  /** Elements that each turn of a script added. */
  readonly added: number[];
}

/** From now on the pages keep account of what they do. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { tasks: [], added: [] };
    Object.assign(globalThis, { watched });
    new PerformanceObserver((list) => {
      watched.tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    new MutationObserver((records) => {
      const elements = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
      watched.added.push(elements.reduce((sum, each) => sum + 1 + each.querySelectorAll('*').length, 0));
    }).observe(document, { childList: true, subtree: true });
  });
}

/**
 * Does something, waits until a text shows, and says how long the page kept to itself meanwhile. It asks nothing else of the page: to look
 * for roles and names among its elements keeps it busy for longer than what is measured here, so what `act` presses is found before.
 */
async function account(
  page: Page,
  what: string,
  act: () => Promise<unknown>,
  place: string,
  text: string,
): Promise<void> {
  await page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched };
    watched.tasks.length = watched.added.length = 0;
  });
  await act();
  const shows = ([selector, words]: readonly [string, string]) =>
    [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(words));
  await page.waitForFunction(shows, [place, text] as const, { timeout: 30_000 });
  const { tasks, added } = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
  const most = Math.max(0, ...added);
  const longest = tasks.length === 0 ? 'no task over 50 ms' : `longest task ${Math.round(Math.max(...tasks))} ms`;
  console.log(`\n${what}: ${longest}, at most ${most} elements at once`);
  expect(most).toBeLessThan(MOST_ADDED);
}

/** Found once, so that it can be pressed without a search. */
async function found(target: Locator) {
  const handle = await target.elementHandle();
  if (handle === null) throw new Error('It is gone.');
  return handle;
}

const STEP = '#same-port';

async function runForger(page: Page, code: string, what: string): Promise<void> {
  await watch(page);
  await openStep(page, 'cluster-basics', 'same-port');
  await untilLoaded(page);
  await writeCode(page, code);
  const run = await found(page.getByRole('button', { name: 'Run', exact: true }));
  await account(page, what, () => run.click(), `${STEP} program-terminal pre`, 'all forged');
}

async function stop(page: Page): Promise<void> {
  const button = await found(page.getByRole('button', { name: 'Stop', exact: true }));
  await account(page, 'and its end', () => button.click(), `${STEP} run-toolbar [role=status]`, 'stopped');
}

/** A picture's things with names, and all rows of the table. */
async function expectBounded(page: Page): Promise<void> {
  const picture = page.getByRole('region', { name: 'Visualiser' });
  await picture.scrollIntoViewIfNeeded();
  await expect(picture.getByRole('button', { name: /^primary/ })).toBeVisible();
  expect(await picture.getByRole('button').count()).toBeLessThan(80);
  expect(await table(page).getByRole('row').count()).toBeLessThanOrEqual(102);
  expect(await page.locator('.lane-labels > *').count()).toBeLessThanOrEqual(12);
}

test('5,000 forged workers: some are drawn, the others counted, and Stop works', SLOW, async ({ page }) => {
  await runForger(page, WORKERS, '5,000 forged workers');
  const picture = await found(page.getByRole('region', { name: 'Visualiser' }));
  const see = () => picture.scrollIntoViewIfNeeded();
  await account(page, 'and their picture', see, `${STEP} .stage-items`, 'and 4,984 more, workers in the table below');
  await expect(page.getByText('… and 4,900 more workers have no row here.')).toBeVisible();
  await expectBounded(page);
  const bars = await found(page.getByText('Distribution, and runs beside each other').and(page.locator(':visible')));
  await account(
    page,
    'and their bars',
    () => bars.click(),
    `${STEP} .distribution-tables`,
    'This run, and 4,936 more that have no bar',
  );
  await stop(page);
});

test(
  '10,000 forged frames of every kind: those that are none are counted, and the page goes on',
  SLOW,
  async ({ page }) => {
    await runForger(page, FRAMES, '10,000 forged frames');
    await expect(page.getByText('3750 reports could not be read and count for nothing.')).toBeVisible();
    await expectBounded(page);
    await stop(page);
  },
);

test('a file of 20,000 forks is opened, bounded, and can be played', SLOW, async ({ page }, testInfo) => {
  const forks = Array.from({ length: 20_000 }, (_, index) => ({
    ...{ type: 'worker.forked', id: index + 1, workerPid: 200 + index, env: {}, primaryGained: [] },
    ...{ pid: 100, worker: 0, sequence: index + 2, at: index + 1 },
  })) as Parameters<typeof saveRun>[0]['events'];
  const start = {
    type: 'process.started',
    role: 'primary',
    node: 'v24',
    ppid: 1,
    pid: 100,
    worker: 0,
    sequence: 1,
    at: 0,
  } as const;
  const text = saveRun({ title: 'many', exit: { code: 0, signal: null }, dropped: 0, events: [start, ...forks] });
  // By its path: what is handed over in memory is unpacked by a script in the page.
  const file = testInfo.outputPath('many.json');
  await writeFile(file, text);
  await watch(page);
  await page.goto('/replay/');
  const input = await found(page.getByLabel('Open a saved run'));
  const open = () => input.setInputFiles(file);
  await account(page, 'a file of 20,000 forks', open, '.requests-more', '… and 19,900 more workers have no row here.');
  await expect(page.getByRole('status', { name: 'Run', exact: true })).toContainText('“many”, 20001 events');
  await expectBounded(page);
  const moment = await found(page.getByRole('slider', { name: 'Moment of the run' }));
  await account(page, 'and its middle', () => moment.fill('0.5'), '.requests-more', '… and 9,900 more workers');
  await expect(page.getByRole('status', { name: 'Event', exact: true })).toContainText('forks worker');
  const play = await found(page.getByRole('button', { name: 'Play', exact: true }));
  await account(page, 'and playing on', () => play.click(), '.time-event', 'Playing.');
});
