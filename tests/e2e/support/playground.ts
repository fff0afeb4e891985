/** The playground as a learner finds it: by role and name. */
import { expect, type Locator, type Page } from '@playwright/test';

export async function openPlayground(page: Page, fragment = ''): Promise<void> {
  await page.goto(`/playground/${fragment}`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
}

export async function openProgram(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
}

export function tabs(page: Page): Locator {
  return page.getByRole('tablist', { name: 'Files' }).getByRole('tab');
}

export function notice(page: Page): Locator {
  return page.getByRole('status', { name: 'Playground' });
}

/** What is said of a program that a link brought. */
export function fromLink(page: Page): Locator {
  return page.getByRole('region', { name: 'From a link' });
}

export function terminal(page: Page): Locator {
  return page.getByRole('region', { name: 'Terminal' });
}

/** The whole text of the open file, whichever editor shows it. */
export function editor(page: Page): Locator {
  return page.getByRole('region', { name: 'Editor' });
}

export async function addFile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill(name);
  await page.getByRole('button', { name: 'Add the file' }).click();
}

/** As the file chooser of “Open files” gives them. */
export async function openFiles(page: Page, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open files' }).click();
  await (
    await chooser
  ).setFiles(
    Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  );
}

/** What the Share button makes of the page as it is. */
export async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Playground' });
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return link;
}
