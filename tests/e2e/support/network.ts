/** When a page has loaded what it loads by itself. Playwright's `networkidle` does, now and then, not come for a page that is idle. */
import type { Page, Request } from '@playwright/test';

/** So long without a request, and a page is at rest. */
const QUIET_MS = 500;

/** Opens `path` in the page, and settles once nothing has been on its way for a while. */
export async function gotoAndSettle(page: Page, path: string): Promise<void> {
  await settleAfter(page, () => page.goto(path));
}

export async function settleAfter(page: Page, open: () => Promise<unknown>): Promise<void> {
  const onTheWay = new Set<Request>();
  let changed = Date.now();
  const begin = (request: Request) => {
    onTheWay.add(request);
    changed = Date.now();
  };
  const end = (request: Request) => {
    if (onTheWay.delete(request)) changed = Date.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  try {
    await open();
    while (onTheWay.size > 0 || Date.now() - changed < QUIET_MS) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
  }
}
