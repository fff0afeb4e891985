/** Chooses In-browser Node as the Engine menu does, in every page from now on. */
import type { BrowserContext, Page } from '@playwright/test';

export async function preferBrowserNode(where: Page | BrowserContext): Promise<void> {
  await where.addInitScript(() => {
    // The engine's own frame has no storage.
    if (origin !== 'null') localStorage.setItem('cluster-lab:engine', 'browser-node');
  });
}
