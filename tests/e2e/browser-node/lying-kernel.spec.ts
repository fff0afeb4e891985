/** A frame that lies or falls silent costs the learner that run and nothing else: the page says so, and the next Run has a new one. */
import type { Page } from '@playwright/test';
import { openStep } from '../support/page.ts';
import { preferBrowserNode } from '../support/prefer-engine.ts';
import { SLOW } from '../support/slow.ts';
import { expect, test } from '../support/test.ts';
import { status } from '../support/workspace.ts';

/** Says that all is well until it is spoken to of `when`. */
const kernel = (when: string, then: string) => `
addEventListener('message', ({ ports: [page] }) => {
  page.onmessage = ({ data, ports: [port] }) => {
    if (data.op === 'boot') page.postMessage({ op: 'booted' });
    if (data.op === 'ping') page.postMessage({ op: 'pong' });
    if (data.op !== 'open') return;
    port.onmessage = ({ data: { do: asked, id } }) => {
      if (asked === '${when}') return ${then};
      port.postMessage({ type: 'answer', id, value: asked === 'spawn' ? { program: 1, pid: 1 } : null });
    };
  };
}, { once: true });`;

async function openWith(page: Page, script: string): Promise<void> {
  await preferBrowserNode(page);
  let lies = true;
  await page.route(/node-kernel/, async (route) => {
    if (!lies) return route.continue();
    lies = false;
    await route.fulfill({ contentType: 'text/javascript', body: script });
  });
  await openStep(page, 'cluster-basics', 'same-port');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

async function expectNextRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(status(page)).toContainText('running, 2 workers');
}

test('one that answers what was not asked is not believed', async ({ page }) => {
  await openWith(page, kernel('spawn', `port.postMessage({ type: 'answer', id, value: { program: {}, pid: 'x' } })`));
  await expect(status(page)).toContainText('does not understand');
  await expectNextRun(page);
});

test('one that does not answer a Stop is ended', SLOW, async ({ page }) => {
  await openWith(page, kernel('stop', 'undefined'));
  await expect(status(page)).toContainText('running');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(status(page)).toContainText(/did not answer|connection/i, { timeout: 30_000 });
  await expectNextRun(page);
});

test('one that answers nothing at all is ended', SLOW, async ({ page }) => {
  await openWith(page, kernel('spawn', 'page.onmessage = null'));
  await expect(status(page)).toContainText('does not answer any more', { timeout: 40_000 });
  await expectNextRun(page);
});

test('one that never boots is passed over with its reason', SLOW, async ({ page }) => {
  await openWith(page, '');
  await expect(status(page)).toContainText('does not answer any more', { timeout: 40_000 });
});
