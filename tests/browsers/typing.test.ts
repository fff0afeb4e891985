/** What a learner does first, in each browser: type, search, Run, Send, Check, come back. No text area but ours is a file. */
import type { Browser, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { BROWSERS, launch } from '../support/browsers.ts';
import { shared } from '../support/shared.ts';
import { startSite } from '../support/site.ts';
import { inEach } from './page.ts';

const WAIT = { timeout: 120_000 };
const TYPED = '// typed by hand';

const site = shared(startSite);

inEach(BROWSERS, (name) => {
  const browser = shared(() => launch(name));

  test('type, search, Run, Send, Check, reload in a lesson', async () => {
    const page = await opened(browser(), '/lessons/cluster-basics/#same-port');
    const step = '#same-port';
    await typeInto(page, step);
    await runs(page, step, /running, 2 workers/);
    await sends(page, step);
    await page.locator(`${step} ::-p-aria([name="Check my work"][role="button"])`).click();
    await says(page, `${step} [aria-label="Check result"]`, /checks passed/);

    await page.reload();
    await says(page, `${step} .monaco-editor`, /typed by hand/);
    await runs(page, step, /running, 2 workers/);
    expect(await keptPaths(page)).toEqual(['main.mjs']);
    await page.close();
  });

  test('type, search, Run, reload in the playground', async () => {
    const page = await opened(browser(), '/playground/');
    await typeInto(page, 'main');
    await runs(page, 'main', /running, \d workers/);

    await page.reload();
    await says(page, 'main .monaco-editor', /typed by hand/);
    await runs(page, 'main', /running, \d workers/);
    await page.close();
  });

  test('type, search, Run, Send in an embed', async () => {
    const page = await opened(browser(), '/embed/cluster-basics/same-port/?view=run,watch');
    const step = 'lesson-workspace';
    await typeInto(page, step);
    await runs(page, step, /running, 2 workers/);
    await sends(page, step);
    await page.close();
  });
});

async function opened(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  await page.goto(site().origin);
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(() => localStorage.setItem('cluster-lab:engine', 'browser-node'));
  await page.goto(site().origin + path);
  return page;
}

/** With keys, into Monaco; then into its search box, whose text is nobody's code. */
async function typeInto(page: Page, where: string): Promise<void> {
  // A click brings Monaco, which takes the focus along.
  await page.locator(`${where} .file:not([hidden]) textarea`).click();
  await page.waitForFunction((at) => document.activeElement?.closest(`${at} .monaco-editor`) !== null, WAIT, where);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await page.keyboard.type(`${TYPED} `);
  await page.keyboard.press('Enter');
  await says(page, `${where} .monaco-editor`, /typed by hand/);
  await pressed(page, 'Control', 'f');
  await page.waitForSelector(`${where} .find-widget.visible textarea`, WAIT);
  await page.keyboard.type('cluster');
  await page.keyboard.press('Escape');
}

async function pressed(page: Page, modifier: 'Control', key: 'f'): Promise<void> {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
}

async function runs(page: Page, where: string, words: RegExp): Promise<void> {
  await page.locator(`${where} ::-p-aria([name="Run"][role="button"])`).click();
  await says(page, `${where} [aria-label="Sandbox status"]`, words);
}

async function sends(page: Page, where: string): Promise<void> {
  await page.locator(`${where} ::-p-aria([name="Send requests"][role="button"])`).click();
  await says(page, `${where} load-form [role=status]`, /\d+ sent/);
}

async function keptPaths(page: Page): Promise<readonly string[]> {
  const kept = await page.evaluate(() => localStorage.getItem('cluster-lab:edits:cluster-basics/same-port'));
  return Object.keys((JSON.parse(kept ?? '{}') as { files?: object }).files ?? {});
}

async function says(page: Page, selector: string, words: RegExp): Promise<void> {
  await page.waitForFunction(
    (where, source, flags) => {
      const pattern = new RegExp(source, flags);
      // Monaco writes spaces as no-break spaces.
      return [...document.querySelectorAll(where)].some((each) =>
        pattern.test(each.textContent.replaceAll('\u00a0', ' ')),
      );
    },
    WAIT,
    selector,
    words.source,
    words.flags,
  );
}
