/** The playground: a learner's own files, from typing to running, kept over reloads, opened from disk and shared by link. */
import { expectAccessible } from './support/page.ts';
import {
  addFile,
  editor,
  fromLink,
  notice,
  openFiles,
  openPlayground,
  openProgram,
  sharedLink,
  tabs,
  terminal,
} from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { status, writeCode } from './support/workspace.ts';
import { SLOW, slowUnless } from './support/slow.ts';

const OWN = "console.log('my own work', process.argv.slice(2), process.env.COLOUR);\n";

test('several files, an entry, arguments and environment run, and all of it is there after a reload', async ({
  page,
}) => {
  await openPlayground(page);
  await addFile(page, 'lib/work.mjs');
  await writeCode(page, "export const work = () => console.log('worked by lib/work.mjs');\n");
  await addFile(page, 'start.mjs');
  await writeCode(page, `import { work } from './lib/work.mjs';\nwork();\n${OWN}`);
  await page.getByRole('combobox', { name: 'Entry file' }).selectOption('start.mjs');
  await page.getByRole('textbox', { name: 'Arguments' }).fill('--name "Ada L"');
  await page.getByText('Environment', { exact: false }).filter({ visible: true }).first().click();
  await page.getByRole('textbox', { name: 'Environment' }).fill('COLOUR=green');
  await page.keyboard.press('Control+Enter');
  await expect(terminal(page)).toContainText('worked by lib/work.mjs');
  await expect(terminal(page)).toContainText("my own work [ '--name', 'Ada L' ] green");
  await expect(status(page)).toContainText('ended with exit code 0');

  await page.reload();
  await expect(tabs(page)).toHaveText(['main.mjs', 'lib/work.mjs', 'start.mjs']);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(terminal(page)).toContainText("my own work [ '--name', 'Ada L' ] green");
});

test(
  'files are renamed and deleted, the entry follows, and names that cannot be are refused with the reason',
  SLOW,
  async ({ page }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: 'Rename' }).click();
    const name = page.getByRole('textbox', { name: 'New name for “main.mjs”' });
    await name.fill('../outside.mjs');
    await page.getByRole('button', { name: 'Rename the file' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
      'Use a relative path with / between its parts',
    );
    await expectAccessible(page);
    await name.fill('primary.mjs');
    await page.keyboard.press('Enter');
    await expect(tabs(page)).toHaveText(['primary.mjs']);
    await expect(page.getByRole('button', { name: 'Rename' })).toBeFocused();
    await expect(page.getByRole('combobox', { name: 'Entry file' })).toHaveValue('primary.mjs');

    await addFile(page, 'primary.mjs');
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('There is a file “primary.mjs” already');
    await page.getByRole('textbox', { name: 'Name of the new file' }).fill('second.mjs');
    await page.keyboard.press('Enter');
    await expect(tabs(page)).toHaveText(['primary.mjs', 'second.mjs']);
    await expect(tabs(page).nth(1)).toHaveAttribute('aria-selected', 'true');

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(tabs(page)).toHaveCount(2);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete the file' }).click();
    await expect(tabs(page)).toHaveText(['primary.mjs']);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(notice(page)).toContainText('at least one file');
  },
);

test('a wrong quote or line is named, and Run uses what was there before', SLOW, async ({ page }) => {
  await openPlayground(page);
  await writeCode(page, OWN);
  const args = page.getByRole('textbox', { name: 'Arguments' });
  await args.fill('one');
  await args.fill('one "two');
  await expect(page.getByRole('status', { name: 'Command line' })).toContainText('never closed');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(terminal(page)).toContainText("my own work [ 'one' ]");
});

test(
  'a shared link carries files, command and load; nothing of it runs by itself',
  SLOW,
  async ({ page, browser, baseURL }) => {
    await openPlayground(page);
    await writeCode(page, OWN);
    await addFile(page, 'notes.txt');
    await page.getByRole('textbox', { name: 'Arguments' }).fill('shared');
    await page.getByRole('spinbutton', { name: 'Requests' }).fill('7');
    const link = await sharedLink(page);
    const other = await browser.newContext({ baseURL: baseURL ?? '' });
    const guest = await other.newPage();
    await guest.goto(link);
    await expect(fromLink(guest)).toContainText('Read it before you run it');
    await expect(notice(guest)).toBeEmpty();
    await expect(tabs(guest)).toHaveText(['main.mjs', 'notes.txt']);
    await expect(guest.getByRole('spinbutton', { name: 'Requests' })).toHaveValue('7');
    await expect(status(guest)).toContainText('Ready to run');
    // A reload shows what is kept now, not the link again.
    await expect(guest).toHaveURL(/\/playground\/$/);
    await guest.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(terminal(guest)).toContainText("my own work [ 'shared' ]");
    await other.close();
  },
);

test('a link takes the place of own work, which can be had back, now and after a reload', SLOW, async ({ page }) => {
  await openPlayground(page, '#program=sched-none');
  const link = await sharedLink(page);
  // Share has shown that the editor is wanted: what is typed while it takes over is another story.
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
  await writeCode(page, OWN);
  await expect(editor(page)).toContainText('my own work');
  await page.goto(link);
  await expect(notice(page)).toContainText('Your work from before is kept');
  await expect(editor(page)).toContainText('SCHED_NONE');
  await page.getByRole('button', { name: 'Bring my work back' }).click();
  await expect(editor(page)).toContainText('my own work');

  await page.goto(link);
  await expect(editor(page)).toContainText('SCHED_NONE');
  await page.reload();
  await expect(editor(page)).toContainText('SCHED_NONE');
  await page.getByRole('button', { name: 'Bring back “SCHED_NONE”' }).click();
  await expect(editor(page)).toContainText('my own work');
  await expect(page.getByRole('heading', { name: 'Your earlier work' })).toBeHidden();
});

for (const [kind, fragment] of [
  ['cut off', '#code=1.eJyrVkrLzEktVrKqVspNzMzTy80qVrJSSs7PK87P'],
  ['no base64', '#code=1.%3Cscript%3Ealert(1)%3C/script%3E'],
  ['from the future', '#code=9.AAAA'],
  ['not a program of ours', '#program=nothing'],
] as const) {
  test(`a link that is ${kind} says so, and what was there stays`, slowUnless(kind === 'cut off'), async ({ page }) => {
    await openPlayground(page);
    await writeCode(page, OWN);
    await page.goto(`/playground/${fragment}`);
    await expect(notice(page)).toContainText(/The link|There is no program/);
    await expect(editor(page)).toContainText('my own work');
    await page.goto('/playground/');
    await expect(editor(page)).toContainText('my own work');
  });
}

test(
  'a playground that is too long for a link says how long it is and what else can be done',
  SLOW,
  async ({ page }) => {
    await openPlayground(page);
    const noise = Array.from({ length: 6_000 }, (_, index) => `// ${Math.sin(index).toString(36)}`).join('\n');
    await openFiles(page, { 'noise.mjs': noise });
    await expect(notice(page)).toContainText('Opened 1 file.');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('status', { name: 'Sharing' })).toContainText(/at most 30000 characters/);
    await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toBeHidden();
  },
);

test(
  'with storage blocked all works, the page says that edits are not kept, and earlier work lasts as long as it',
  SLOW,
  async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await openPlayground(page);
    await writeCode(page, OWN);
    await expect(page.getByText(/stores nothing more for this page/)).toBeVisible();
    await openProgram(page, 'SCHED_NONE');
    await page.getByRole('button', { name: 'Bring my work back' }).click();
    await expect(editor(page)).toContainText('my own work');
  },
);

test('by keyboard alone: a program is chosen, its files are gone through, and it is run', SLOW, async ({ page }) => {
  await openPlayground(page);
  const link = page.getByRole('link', { name: 'Sticky sessions', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(tabs(page)).toHaveText(['main.mjs', 'balancer.mjs', 'worker.mjs']);
  await tabs(page).first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(tabs(page).nth(1)).toBeFocused();
  await expect(editor(page)).toContainText('startBalancer(workers)');
  await page.keyboard.press('Control+Enter');
  await expect(status(page)).toContainText('running, 3 workers');
  await expectAccessible(page);
});
