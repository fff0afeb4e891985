/** A step that the engine cannot run: the page says what is missing, plays the recorded run in its place, and tells the way home. */
import type { Page } from '@playwright/test';
import { startSite } from '../support/site.ts';
import { withoutCopying } from './support/copying.ts';
import { expectAccessible, openStep } from './support/page.ts';
import { expect, test as base } from './support/test.ts';
import { cell, focusCode, status } from './support/workspace.ts';
import { test as withoutContainer } from './webcontainer/site.ts';
import { SLOW } from './support/slow.ts';
import { LOCAL_PORT_PATH } from '../../src/core/local-port/local-port.ts';

/** The course on a computer without /proc, such as a Mac; and what the page asked its site for. */
const test = base.extend<{ asked: string[] }>({
  baseURL: async ({ browserName: _ }, use) => {
    const site = await startSite({ programs: { offered: ['signals', 'threads'] } });
    await use(site.origin);
    await site.close();
  },
  asked: async ({ page }, use) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await use(asked);
  },
});

const MISSING =
  'This step needs the files in /proc and a look at its processes from outside, which Node on this computer cannot give';

const note = (page: Page) => page.getByRole('region', { name: 'Recorded run' });
const terminal = (page: Page) => page.getByRole('region', { name: 'Terminal' });
const load = (page: Page) => page.getByRole('region', { name: 'Load' });
const watch = (page: Page) => note(page).getByRole('button', { name: 'Watch the recorded run' });

/** Any sign of interest boots the engine, which then tells what it can give. */
async function openLacking(page: Page): Promise<void> {
  await openStep(page, 'single-process', 'not-one-thread-either');
  await page.getByRole('button', { name: 'Run', exact: true }).focus();
  await expect(note(page)).toContainText(MISSING);
  await expect(note(page)).toContainText('Watch the recorded run, or run it at home:');
}

async function showsTheRecordedRun(page: Page): Promise<void> {
  await expect(load(page).getByRole('status')).toContainText(
    /^Recorded load “hash”: 1 sent to port \d+, 1 answered: primary answered 1\. Last answer: 200/,
  );
  await expect(cell(page, 'primary', 'Requests')).toHaveText('1');
  await expect(terminal(page)).toContainText('This is a recording of Node 24.21.0.');
  await expect(terminal(page)).toContainText('threads after four hashes');
  await expect(terminal(page)).toContainText('The recording ends here.');
  await expect(status(page)).toHaveText('Recorded run of Node 24.21.0: over; Run plays it again');
}

test('says what is missing, judges nothing, and plays the recorded run when asked', SLOW, async ({ page, asked }) => {
  await openLacking(page);
  await page.getByRole('button', { name: 'Check my work' }).click();
  await expect(page.getByRole('status', { name: 'Check result' })).toContainText(
    `${MISSING}, so your work cannot be checked here.`,
  );
  await expectAccessible(page);
  expect(asked.filter((path) => /recordings|recorded/.test(path))).toEqual([]);

  await watch(page).click();
  await expect(status(page)).toContainText('Recorded run of Node 24.21.0: playing');
  await showsTheRecordedRun(page);
  await expect(note(page)).toContainText('This is a recording: Node 24.21.0 ran the solution');
  expect(asked).toContain('/recordings/single-process/not-one-thread-either.cast');
  await expectAccessible(page);
});

test('takes nothing while it is on show, is played anew by Run, and is left for the engine', SLOW, async ({ page }) => {
  await openLacking(page);
  await watch(page).click();
  await showsTheRecordedRun(page);
  await load(page).getByRole('button', { name: 'Send requests' }).click();
  await expect(load(page).getByRole('status')).toHaveText('This is a recording, so it takes no requests.');
  await expect(page.getByRole('button', { name: /^(Kill|Signal)/ })).toHaveCount(0);
  await terminal(page).getByRole('textbox').focus();
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await expect(terminal(page)).toContainText('This is a recording, so it takes no input.');
  await page.getByRole('button', { name: 'Check my work' }).click();
  await expect(page.getByRole('status', { name: 'Check result' })).toContainText('This is a recording of the solution');

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await showsTheRecordedRun(page);

  const leave = note(page).getByRole('button', { name: 'Leave the recording' });
  await leave.click();
  await expect(status(page)).toHaveText('Node on this computer 24.21.0: ready');
  await expect(watch(page)).toBeFocused();
});

test('gives the commands for home, with the learner’s own code', SLOW, async ({ page }) => {
  await openLacking(page);
  await note(page).getByText('Run it at home', { exact: true }).click();
  const commands = note(page).getByRole('group', { name: 'Commands for a terminal' });
  await expect(commands).toContainText('cat > main.mjs');
  await expect(commands).toContainText('PORT=8000 node main.mjs');
  await focusCode(page);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText('// my own line\n');
  await expect(commands).toContainText('// my own line');
  await withoutCopying(page);
  await note(page).getByRole('button', { name: 'Copy the commands' }).click();
  await expect(note(page).getByRole('status', { name: 'Copying' })).toContainText('Selected');
  expect(await page.evaluate(() => String(getSelection()))).toContain('// my own line');
  await expectAccessible(page);
});

test('Stop ends a recording that plays, and a narrow screen shows all of the note', SLOW, async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  await openLacking(page);
  await note(page).getByText('Run it at home', { exact: true }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // Of this one all but the start comes late (a pause is two seconds at most), so that there is something to stop.
  await page.route('**/recordings/**', async (route) => {
    const response = await route.fetch();
    const lines = (await response.text()).split('\n');
    const later = lines.map((line, index) =>
      index < 4 ? line : line.replace(/^\[([\d.]+)/, (_, at) => `[${Number(at) + 60}`),
    );
    await route.fulfill({ response, body: later.join('\n') });
  });
  await watch(page).click();
  await expect(status(page)).toContainText('playing');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(status(page)).toHaveText('Recorded run of Node 24.21.0: over; Run plays it again');
});

test.describe('a recording that does not come', () => {
  test.use({ expectedComplaints: /status of 404/ });
  test('says so, and leaves a way on', SLOW, async ({ page }) => {
    await openLacking(page);
    await page.route('**/recordings/**', (route) => route.fulfill({ status: 404, body: 'nothing' }));
    await watch(page).click();
    await expect(status(page)).toContainText(
      'The recorded run could not be opened. The site answered 404 in its place.',
    );
    await note(page).getByRole('button', { name: 'Leave the recording' }).click();
    await expect(note(page)).toContainText(MISSING);
  });
});

withoutContainer.describe('where nothing runs at all', () => {
  withoutContainer.use({ fault: 'refused' });
  withoutContainer('a step without needs offers its recording too', async ({ page }) => {
    // A browser too old for In-browser Node.
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Iterator'));
    await page.route(`**${LOCAL_PORT_PATH}`, (route) => route.fulfill({ status: 204 }));
    await openStep(page, 'cluster-basics', 'same-port');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(status(page)).toContainText('Nothing can run your code here.');
    await expect(note(page)).toContainText('Nothing runs this step here at the moment.');
    await watch(page).click();
    await expect(load(page).getByRole('status')).toContainText(
      /^Recorded load “visitors”: 20 sent to port \d+, 20 answered: worker 1 answered 10, worker 2 answered 10\. Last answer: 200/,
    );
    for (const worker of ['1', '2']) await expect(cell(page, worker, 'Requests')).toHaveText('10');
    await expect(cell(page, 'primary', 'Requests')).toHaveText('0');
  });
});
