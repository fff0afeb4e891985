/** Embeds in Firefox and WebKit, on a plain page of others: with an origin of their own, with none, and where the page is isolated. */
import type { Frame, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import type { EmbedMessage } from '../../src/features/embed/model/embed-message.ts';
import { launch } from '../support/browsers.ts';
import { EMBEDS, embedPaths, type EmbedName } from '../support/embed-paths.ts';
import { serveHostPage, type HostPageOptions } from '../support/host-page.ts';
import { shared } from '../support/shared.ts';
import { startSite } from '../support/site.ts';
import { inEach } from './page.ts';

const WAIT = { timeout: 60_000 };
const PLACES = [
  ['a sandbox with its own origin', { sandbox: 'allow-scripts allow-same-origin' }],
  ['a sandbox with scripts alone', { sandbox: 'allow-scripts' }],
  ['an isolated page', { isIsolated: true }],
] as const satisfies readonly (readonly [string, Partial<HostPageOptions>])[];

const site = shared(startSite);

inEach(['firefox', 'webkit'], (name) => {
  const browser = shared(() => launch(name));
  // There an isolated page cannot frame an embed (docs/decisions/0022).
  const places = PLACES.filter(([place]) => name === 'firefox' || place !== 'an isolated page');

  test.each(places)('five embeds in %s', async (_, options) => {
    const embeds = Object.values(await embedPaths()).map((path) => site().origin + path);
    const host = await serveHostPage({
      ...options,
      embeds,
      extra: `<script src="${site().origin}/embed.js"></script>`,
    });
    const page = await browser().newPage();
    try {
      await page.goto(host.url);
      await expect.poll(async () => (await messagesOf(page, 'ready')).length, WAIT).toBe(EMBEDS.length);
      const frame = (name: EmbedName) => frameOf(page, name);

      const read = await frame('read');
      await press(read, 'prediction-form input');
      await press(read, 'prediction-form [type=submit]');
      await says(read, 'prediction-form [role=status]', /Here is why it is so/);

      const quiz = await frame('quiz');
      await press(quiz, 'quiz-form input');
      await press(quiz, 'quiz-form [type=submit]');
      await expect.poll(() => messagesOf(page, 'quiz-answered'), WAIT).toMatchObject([{ correct: false }]);

      const watched = await frame('runAndWatch');
      await press(watched, '[data-action=solution]');
      await press(watched, '[data-action=run-solution]');
      await expectCounts(watched, [10, 10]);
      await press(watched, '[data-action=run]');
      await expect
        .poll(() => messagesOf(page, 'run-finished'), WAIT)
        .toMatchObject([{ requests: { 1: 10, 2: 10, primary: 0 } }]);

      await page.$eval(`iframe[name=embed-${EMBEDS.indexOf('autorun')}]`, (each) => each.scrollIntoView());
      await expectCounts(await frame('autorun'), [10, 10]);

      const playground = await frame('playground');
      await press(playground, '[data-action=run]');
      await expectCounts(playground, [7, 7, 7]);

      // embed.js has made each frame as high as what it shows.
      const heights = (await messagesOf(page, 'height')).flatMap((each) =>
        each.type === 'height' ? [each.height] : [],
      );
      expect(Math.max(...heights)).toBeGreaterThan(1_000);
      const shown = await page.$eval(`iframe[name=embed-${EMBEDS.indexOf('read')}]`, (each) => each.clientHeight);
      expect(heights).toContain(shown);
    } finally {
      await page.close();
      await host.close();
    }
  });
});

async function frameOf(page: Page, name: EmbedName): Promise<Frame> {
  const element = await page.$(`iframe[name=embed-${EMBEDS.indexOf(name)}]`);
  const frame = await element?.contentFrame();
  if (!frame) throw new Error(`There is no frame for ${name}.`);
  return frame;
}

async function messagesOf(page: Page, type: EmbedMessage['type']): Promise<readonly EmbedMessage[]> {
  const all = (await page.evaluate('messages')) as readonly { data: EmbedMessage }[];
  return all.map(({ data }) => data).filter((data) => data.type === type);
}

/** As a keyboard or a screen reader presses: where the frame stands on the screen does not matter. */
async function press(frame: Frame, selector: string): Promise<void> {
  await frame.$eval(selector, (element) => (element as HTMLElement).click());
}

async function expectCounts(frame: Frame, counts: readonly number[]): Promise<void> {
  await says(frame, '[aria-label="Sandbox status"]', new RegExp(`running, ${counts.length} workers`));
  const sum = counts.reduce((all, count) => all + count);
  await frame.$eval(
    'load-form [name=requests]',
    (field, value) => ((field as HTMLInputElement).value = value),
    String(sum),
  );
  await press(frame, 'load-form [type=submit]');
  await says(frame, 'load-form [role=status]', new RegExp(`${sum} sent`));
  const requests = () =>
    frame.$$eval('requests-table tbody tr', (rows) => rows.map((row) => Number(row.children[4]?.textContent)));
  await expect.poll(requests, WAIT).toEqual([...counts, 0]);
}

async function says(frame: Frame, selector: string, words: RegExp): Promise<void> {
  await frame.waitForFunction(
    (where, source) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''),
    WAIT,
    selector,
    words.source,
  );
}
