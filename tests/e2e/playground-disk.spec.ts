/** Files and folders from disk: chosen, picked or dropped; what cannot be taken is named, and nothing is lost for it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { editor, notice, openFiles, openPlayground, tabs, terminal } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { writeCode } from './support/workspace.ts';
import { SLOW } from './support/slow.ts';

const PROGRAM = {
  'server.mjs': "import { name } from './lib/name.mjs';\nconsole.log(`served by ${name}`);\n",
  'lib/name.mjs': "export const name = 'the folder';\n",
  'node_modules/big/index.js': 'left out',
  '.git/HEAD': 'left out',
};
const BINARY = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]);

const made: string[] = [];
// Not before: the browser reads a chosen folder when the page does.
test.afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), 'playground-'));
  made.push(parent);
  const folder = path.join(parent, 'my-server');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

async function openFolder(page: Page, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const folder = await folderWith(files);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open folder' }).click();
  await (await chooser).setFiles(folder);
}

test.describe('where the browser has no folder picker', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
    await openPlayground(page);
  });

  test('a folder takes the place of what was there; packages and binaries stay out, and own work is kept', async ({
    page,
  }) => {
    await writeCode(page, "console.log('own');\n");
    await openFolder(page, { ...PROGRAM, 'logo.png': BINARY });
    await expect(tabs(page)).toHaveText(['server.mjs', 'lib/name.mjs']);
    await expect(page.getByRole('heading', { level: 2, name: 'my-server' })).toBeVisible();
    await expect(notice(page)).toContainText('Opened 2 files of the folder, and Run starts “server.mjs”');
    await expect(notice(page)).toContainText('“logo.png” is not a text, so it stays out.');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(terminal(page)).toContainText('served by the folder');
    await page.getByRole('button', { name: 'Bring my work back' }).click();
    await expect(editor(page)).toContainText("console.log('own')");
    // A folder is own work from the start.
    await expect(page.getByRole('button', { name: 'Bring back “my-server”' })).toBeVisible();
  });

  test(
    'a folder with too many files is refused with their number, and what was there stays',
    SLOW,
    async ({ page }) => {
      await openFolder(page, Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}.mjs`, ''])));
      await expect(notice(page)).toContainText('There are 501 files in it, and a playground holds at most 500.');
      await expect(tabs(page)).toHaveText(['main.mjs']);
    },
  );
});

test('a folder of 500 files opens and runs', SLOW, async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
  await openPlayground(page);
  const many = Object.fromEntries(Array.from({ length: 499 }, (_, index) => [`f${index}.mjs`, '']));
  await openFolder(page, { ...many, 'main.mjs': "console.log('one of 500');\n" });
  await expect(tabs(page)).toHaveCount(500);
  await page.getByRole('combobox', { name: 'Go to file' }).selectOption('f321.mjs');
  await expect(page.getByRole('tab', { name: 'f321.mjs' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'f321.mjs' })).toBeInViewport();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(terminal(page)).toContainText('one of 500');
});

test('where the browser has a folder picker, that is used', SLOW, async ({ page }) => {
  // The page's own private file system gives a real handle without the system's dialog.
  await page.addInitScript(() => {
    const showDirectoryPicker = async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('picked', { create: true });
      const lib = await folder.getDirectoryHandle('lib', { create: true });
      for (const [where, name] of [
        [folder, 'index.js'],
        [lib, 'part.js'],
        [await folder.getDirectoryHandle('node_modules', { create: true }), 'package.js'],
      ] as const) {
        const writer = await (await where.getFileHandle(name, { create: true })).createWritable();
        await writer.write(`console.log('picked ${name}');\n`);
        await writer.close();
      }
      return folder;
    };
    Object.assign(window, { showDirectoryPicker });
  });
  await openPlayground(page);
  await page.getByRole('button', { name: 'Open folder' }).click();
  await expect(notice(page)).toContainText('Opened 2 files of the folder, and Run starts “index.js”');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(terminal(page)).toContainText('picked index.js');
});

test(
  'single files join what is there; one of the same name replaces it, and the one before can be had back',
  SLOW,
  async ({ page }) => {
    await openPlayground(page);
    await writeCode(page, "console.log('mine');\n");
    await openFiles(page, { 'extra.mjs': 'export {};\n', 'main.mjs': "console.log('from disk');\n", 'x.bin': BINARY });
    await expect(tabs(page)).toHaveText(['main.mjs', 'extra.mjs']);
    await expect(notice(page)).toContainText('“x.bin” is not a text');
    await page.getByRole('tab', { name: 'main.mjs' }).click();
    await expect(editor(page)).toContainText('from disk');
    await page.getByRole('button', { name: /^Bring back/ }).click();
    await expect(editor(page)).toContainText("console.log('mine')");
  },
);

test('a file of more than 1 MB stays out, with its size', SLOW, async ({ page }) => {
  await openPlayground(page);
  await openFiles(page, { 'large.mjs': 'x'.repeat(1_000_001) });
  await expect(notice(page)).toContainText('“large.mjs” has 1.01 MB, and a file of a playground has at most 1 MB.');
  await expect(tabs(page)).toHaveText(['main.mjs']);
});

test('files dropped on the editor open', SLOW, async ({ page }) => {
  await openPlayground(page);
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["console.log('dropped');\n"], 'dropped.mjs'));
    return transfer;
  });
  await editor(page).dispatchEvent('dragover', { dataTransfer: dropped });
  await editor(page).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(tabs(page)).toHaveText(['main.mjs', 'dropped.mjs']);
  await expect(editor(page)).toContainText("console.log('dropped')");
});

test('a file is saved as it is shown', SLOW, async ({ page }) => {
  await openPlayground(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save file' }).click();
  expect((await download).suggestedFilename()).toBe('main.mjs');
});
