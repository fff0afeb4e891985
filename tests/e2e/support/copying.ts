/** What a page may copy. */
import type { Page } from '@playwright/test';

/** From now on, as over plain http: it has no clipboard, but may copy what is selected. @returns reads what was copied */
export async function withoutClipboard(page: Page): Promise<() => Promise<string>> {
  const clipboard = await page.evaluateHandle(() => {
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    return { readText: () => clipboard.readText() };
  });
  return () => clipboard.evaluate(({ readText }) => readText());
}

/** From now on, as where a frame or a setting forbids it. */
export async function withoutCopying(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    Object.assign(document, { execCommand: () => false });
  });
}
