/**
 * A program that has got native code, wherever programs run: no request leaves the engine's frame, and nothing of the site is
 * within reach. The whole script of a process is the attacker's here, which is more than any program can get.
 */
import type { Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { BROWSERS, launch } from '../support/browsers.ts';
import { embedPaths } from '../support/embed-paths.ts';
import { serveHostPage } from '../support/host-page.ts';
import { startHostileSite } from '../support/hostile-site.ts';
import { shared } from '../support/shared.ts';
import { inEach } from './page.ts';

const WAIT = { timeout: 120_000 };

/** `npm run stories` leaves it out. */
const SLOW = { tags: 'slow' };

const site = shared(startHostileSite);

inEach(BROWSERS, (name) => {
  const browser = shared(() => launch(name));

  for (const [path, tags] of Object.entries({ '/lessons/cluster-basics/#same-port': {}, '/playground/': SLOW })) {
    test(`from ${path}`, tags, async () => {
      const page = await browser().newPage();
      await page.goto(site().origin);
      await page.evaluate(() => localStorage.setItem('cluster-lab:engine', 'browser-node'));
      await page.goto(site().origin + path);
      await attackedFrom(page, page.mainFrame());
    });
  }

  test('from an embed as a page of its own', SLOW, async () => {
    const { playground } = await embedPaths();
    const page = await browser().newPage();
    await page.goto(site().origin + playground);
    await attackedFrom(page, page.mainFrame());
  });

  const HOSTS = {
    'a stranger’s page': [{}, SLOW],
    'a sandbox of a stranger’s page': [{ sandbox: 'allow-scripts' }, {}],
  } as const;
  for (const [where, [options, tags]] of Object.entries(HOSTS)) {
    test(`from an embed in ${where}`, tags, async () => {
      const { playground } = await embedPaths();
      const host = await serveHostPage({ ...options, embeds: [site().origin + playground] });
      const page = await browser().newPage();
      await page.goto(host.url);
      const frame = await (await page.waitForSelector('iframe', WAIT))?.contentFrame();
      if (!frame) throw new Error('There is no frame.');
      await attackedFrom(page, frame);
      await host.close();
    });
  }
});

/** Runs the program, which tries every way out, and looks who was asked. */
async function attackedFrom(page: Page, frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    Object.assign(globalThis, { heard: [] });
    const hear = ({ data }: MessageEvent<unknown>) => (Reflect.get(globalThis, 'heard') as unknown[]).push(data);
    addEventListener('message', hear);
    new BroadcastChannel('cluster-lab').addEventListener('message', hear);
  });
  // The workspace has a session from when its script has run.
  await frame.waitForFunction(() => {
    const inStep = document.querySelector('[data-open] lesson-workspace');
    const workspace = inStep ?? document.querySelector('playground-workspace, lesson-workspace');
    return workspace !== null && 'opened' in workspace && workspace.opened !== undefined;
  }, WAIT);
  await frame.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('[data-action=run]')];
    buttons.find((button) => button.checkVisibility())?.click();
  });
  await frame.waitForFunction(() => /reached: ./.test(document.body.innerText), WAIT);
  const said = await frame.evaluate(() => document.body.innerText.replaceAll('\u00a0', ' '));
  expect(/reached: [^\n]*/.exec(said)?.[0].trim()).toBe('reached: nothing');
  expect(/origin: \w+/.exec(said)?.[0]).toBe('origin: null');
  expect(Number(/ways tried: (\d+)/.exec(said)?.[1])).toBeGreaterThan(50);
  expect(site().asked).toEqual([]);
  expect(site().knocks()).toBe(0);
  expect(await frame.evaluate('heard')).toEqual([]);
  await page.close();
}
