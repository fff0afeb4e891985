/** A step's workspace as a learner finds it: by role and name, never by class. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A page, or a frame in it. */
export type Place = Pick<Page, 'getByRole'>;

const COLUMNS = ['Worker', 'PID', 'State', 'Connections', 'Requests', 'Share', 'Actions'] as const;
export type Column = (typeof COLUMNS)[number];

export function table(page: Place): Locator {
  return page.getByRole('table', { name: 'Requests per worker' });
}

/** The cell of a worker (its id) or of `primary` in the table of requests. */
export function cell(page: Place, who: string, column: Column): Locator {
  const row = table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: who, exact: true }) });
  return row.locator(':scope > *').nth(COLUMNS.indexOf(column));
}

export function status(page: Place): Locator {
  return page.getByRole('status', { name: 'Sandbox status' });
}

export interface Load {
  readonly requests: number;
  readonly connections?: number;
  readonly keepAlive?: boolean;
  readonly path?: string;
}

/** Fills the Load form and sends; settles when its result line is there. */
export async function sendRequests(
  page: Place,
  { requests, connections = 1, keepAlive = false, path = '/' }: Load,
): Promise<void> {
  const load = page.getByRole('region', { name: 'Load' });
  await load.getByRole('spinbutton', { name: 'Requests' }).fill(String(requests));
  await load.getByRole('spinbutton', { name: 'Connections at once' }).fill(String(connections));
  await load.getByRole('checkbox', { name: 'Keep-alive' }).setChecked(keepAlive);
  await load.getByRole('textbox', { name: 'Path' }).fill(path);
  await load.getByRole('button', { name: 'Send requests' }).click();
  await expect(load.getByRole('status')).toContainText(`${requests} sent`);
}

/** Settles when what loads by itself, while one reads, is there: a promise about Run counts from the press, not from the visit. */
export async function untilLoaded(page: Page): Promise<void> {
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
}

export async function runSolution(page: Place): Promise<void> {
  await page.getByRole('button', { name: 'Show solution' }).click();
  await page.getByRole('button', { name: 'Run the solution' }).click();
}

/** Into the open file, whether the plain field or Monaco holds it: what has the focus hands it on when Monaco takes over. */
export async function focusCode(place: Place): Promise<void> {
  const field = place.getByRole('region', { name: 'Editor' }).getByRole('textbox').first();
  // The one that was found may be hidden just then, and what is hidden takes no focus.
  const takesFocus = (each: HTMLElement) => {
    each.focus();
    return each === document.activeElement;
  };
  await expect.poll(() => field.evaluate(takesFocus)).toBe(true);
}

/** Replaces the open file's text. */
export async function writeCode(page: Page, code: string, place: Place = page): Promise<void> {
  await focusCode(place);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(code);
}
