/** A program may report what it likes, and so may a file: what the page draws of it is bounded, and the page answers meanwhile. */
import type { Page } from '@playwright/test';
import { saveRun } from '../../src/core/trace/run-file.ts';
import { expect, test } from './support/test.ts';
import { openStep } from './support/page.ts';
import { status, table, writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

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

/** Remembers how long the page kept to itself, in milliseconds. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  return () => page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks.splice(0)));
}

async function runForger(page: Page, code: string, longestTask: () => Promise<number>): Promise<void> {
  await openStep(page, 'cluster-basics', 'same-port');
  await writeCode(page, code);
  // What editor and engine take to come is not this story's.
  await longestTask();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('all forged', { timeout: 30_000 });
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

test('5,000 forged workers: some are drawn, the others counted, and Stop works', async ({ page }) => {
  const longestTask = await watchTasks(page);
  await runForger(page, WORKERS, longestTask);
  await expect(page.getByText('… and 4,900 more workers have no row here.')).toBeVisible();
  await expect(page.getByText('and 4,984 more, workers in the table below')).toBeVisible();
  await expectBounded(page);
  await page.getByText('Distribution, and runs beside each other').and(page.locator(':visible')).click();
  await expect(page.getByRole('table', { name: 'This run, and 4,936 more that have no bar' })).toBeVisible();
  console.log(`\n5,000 forged workers: longest task ${Math.round(await longestTask())} ms`);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toContainText('stopped');
});

test(
  '10,000 forged frames of every kind: those that are none are counted, and the page goes on',
  SLOW,
  async ({ page }) => {
    const longestTask = await watchTasks(page);
    await runForger(page, FRAMES, longestTask);
    await expect(page.getByText('3750 reports could not be read and count for nothing.')).toBeVisible();
    await expectBounded(page);
    console.log(`\n10,000 forged frames: longest task ${Math.round(await longestTask())} ms`);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(status(page)).toContainText('stopped');
  },
);

test('a file of 20,000 forks is opened, bounded, and can be played', SLOW, async ({ page }) => {
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
  const longestTask = await watchTasks(page);
  await page.goto('/replay/');
  await longestTask();
  const file = { name: 'many.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('Open a saved run').setInputFiles(file);
  await expect(page.getByRole('status', { name: 'Run', exact: true })).toContainText('“many”, 20001 events');
  await expect(page.getByText('… and 19,900 more workers have no row here.')).toBeVisible();
  await expectBounded(page);
  console.log(`\na file of 20,000 forks: longest task ${Math.round(await longestTask())} ms`);
  await page.getByRole('slider', { name: 'Moment of the run' }).fill('0.5');
  await expect(page.getByRole('status', { name: 'Event', exact: true })).toContainText('forks worker');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  console.log(`\nand to its middle: longest task ${Math.round(await longestTask())} ms`);
});
