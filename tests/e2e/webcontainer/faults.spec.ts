/** Whatever goes wrong with a WebContainer, the lesson works: on another engine, soon, and with one sentence that says why. */
import { expect, type Page } from '@playwright/test';
import { openStep } from '../support/page.ts';
import { cell, runSolution, sendRequests, status, untilLoaded, writeCode } from '../support/workspace.ts';
import { test } from './site.ts';
import { SLOW } from '../support/slow.ts';

const NEXT = 'Node on this computer';

/** Presses Run, and the engine runs the code. */
async function runsOn(page: Page, engine: string): Promise<void> {
  await untilLoaded(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toContainText(`${engine} 24.21.0: running`);
}

/** The first focus is the intent that boots it; until it is there, the next engine serves. */
async function containerIsReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).focus();
  await expect(status(page)).toContainText(/WebContainer (24\.21\.0: ready|is ready and takes over at the next Run)/);
}

async function splitsTenAndTen(page: Page): Promise<void> {
  await expect(status(page)).toContainText('2 workers (main.mjs of the solution)');
  await sendRequests(page, { requests: 20 });
  await expect(cell(page, '1', 'Requests')).toHaveText('10');
  await expect(cell(page, '2', 'Requests')).toHaveText('10');
}

test.describe('a container that works', () => {
  test('takes over at the run after it is ready, and its distribution is real', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await containerIsReady(page);
    await runSolution(page);
    await expect(status(page)).toContainText('WebContainer 24.21.0: running, 2 workers');
    await splitsTenAndTen(page);
    await page.getByRole('button', { name: 'Kill worker 1' }).click();
    await expect(cell(page, '1', 'State')).toHaveText('exited: SIGKILL');
  });
});

test.describe('nobody at the address', () => {
  test.use({ fault: 'refused' });
  test('Run is served by the next engine', async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await runsOn(page, NEXT);
    await expect(status(page)).toContainText(
      /WebContainer was passed over: localhost:\d+, where it comes from, cannot be reached/,
    );
  });
});

test.describe('a boot that hangs', () => {
  test.use({ fault: 'never-answers' });
  test('Run is served by the next engine, and after 15 it is given up', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await runsOn(page, NEXT);
    await expect(status(page)).toContainText('WebContainer is still starting and takes over at a later Run.');
    await expect(status(page)).toContainText('WebContainer was passed over: It did not start within 15 seconds.', {
      timeout: 17_000,
    });
    await expect(page.getByRole('combobox', { name: 'Engine' }).locator('option[value=webcontainer]')).toHaveText(
      'WebContainer: It did not start within 15 seconds. Reload the page to try it again.',
    );
    await runSolution(page);
    await splitsTenAndTen(page);
    // Another step of the same page does not try it again.
    await openStep(page, 'cluster-basics', 'fork');
    await runsOn(page, NEXT);
    await expect(status(page)).toContainText('It did not start within 15 seconds');
  });
});

test.describe('a slow boot', () => {
  test.use({ fault: 'slow' });
  test('is not waited for, and takes over when it is there', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await runsOn(page, NEXT);
    await expect(status(page)).toContainText('is ready and takes over at the next Run');
    await runSolution(page);
    await expect(status(page)).toContainText('WebContainer 24.21.0: running, 2 workers (main.mjs of the solution)');
    await splitsTenAndTen(page);
  });
});

for (const [fault, reason] of [
  ['boot-fails', 'StackBlitz says: Unable to boot'],
  ['mount-fails', 'It could not be set up: Error: failed to mount'],
] as const) {
  test.describe(fault, () => {
    test.use({ fault });
    test('the next engine serves and the reason is said', SLOW, async ({ page }) => {
      await openStep(page, 'cluster-basics', 'same-port');
      await runsOn(page, NEXT);
      await expect(status(page)).toContainText(`WebContainer was passed over: ${reason}`);
      await runSolution(page);
      await splitsTenAndTen(page);
    });
  });
}

test.describe('a container that dies under a program', () => {
  test.use({ fault: 'dies' });
  test('says so, and the next Run is served by the next engine', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await containerIsReady(page);
    await runSolution(page);
    await expect(status(page)).toContainText('The WebContainer stopped working (the runtime crashed)');
    await page.getByRole('button', { name: 'Run the solution' }).click();
    await expect(status(page)).toContainText(`${NEXT} 24.21.0: running, 2 workers`);
    await expect(status(page)).toContainText('It stopped working on this page. Reload the page to try it again.');
    await splitsTenAndTen(page);
  });
});

test.describe('a container that cannot hand over handles', () => {
  test.use({ fault: 'no-handle-passing' });
  test('serves the learner who insists, through the relay, and says that it emulates', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await containerIsReady(page);
    await runSolution(page);
    await expect(status(page)).toContainText('WebContainer 24.21.0: running, 2 workers');
    await expect(status(page)).toContainText('a relay in the primary emulates that');
    await splitsTenAndTen(page);
  });
});

test.describe('a container that delivers no signal', () => {
  test.use({ fault: 'no-signals' });
  test('offers none, and an endless loop is still stopped', SLOW, async ({ page }) => {
    await openStep(page, 'cluster-basics', 'same-port');
    await containerIsReady(page);
    await writeCode(page, "console.log('busy'); for (;;);\n");
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('busy');
    await expect(page.getByRole('button', { name: 'Signal primary' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(status(page)).toContainText('cannot end a busy program, so the whole container was ended');
    await runSolution(page);
    await expect(status(page)).toContainText('running, 2 workers');
    await splitsTenAndTen(page);
  });
});
