/** Embeds on pages of others: each shows what was chosen, runs its program, and tells its host; nobody reaches into it. */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { usualLocalPort } from '../../src/core/local-port/local-port.ts';
import { SESSION_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { gotoAndSettle, settleAfter } from './support/network.ts';
import { STEP, type EmbedName } from '../support/embed-paths.ts';
import { serveHostPage } from '../support/host-page.ts';
import { openHost, STORIES, type Host } from './support/embeds.ts';
import { expectAccessible } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { cell, runSolution, status, writeCode } from './support/workspace.ts';
import { SLOW, slowUnless } from './support/slow.ts';

test.use({ expectedComplaints: /^another host: http:\/\/127\.0\.0\.1:/, viewport: { width: 900, height: 800 } });

const PLACES = {
  'a plain page, in a sandbox with its own origin': { sandbox: 'allow-scripts allow-same-origin' },
  'a plain page, in a sandbox with scripts alone': { sandbox: 'allow-scripts' },
  'an isolated page': { isIsolated: true },
} as const;
type PlaceName = keyof typeof PLACES;
const NAMES = Object.keys(PLACES) as PlaceName[];

/** Where neither storage nor cookies nor an origin are left. */
const HARDEST: PlaceName = 'a plain page, in a sandbox with scripts alone';
/** Each embed once, where it is hardest; all of them everywhere takes longer. */
const QUICK: Readonly<Record<PlaceName, readonly EmbedName[]>> = {
  'a plain page, in a sandbox with its own origin': ['read', 'autorun'],
  'a plain page, in a sandbox with scripts alone': ['runAndWatch', 'quiz'],
  'an isolated page': ['playground'],
};

for (const place of NAMES) {
  test(`embeds on ${place}`, slowUnless(place === HARDEST), async ({ page, baseURL }) => {
    await using host = await openHost(page, baseURL, PLACES[place]);
    for (const name of QUICK[place]) await STORIES[name](host);
    await expectHeights(page, host);
  });

  test(`five embeds on ${place} @slow`, async ({ page, baseURL }) => {
    await using host = await openHost(page, baseURL, PLACES[place]);
    for (const story of Object.values(STORIES)) await story(host);
    await expectHeights(page, host);
    await expectAccessible(page);
  });
}

test.describe('on a page without an address that a policy could name', () => {
  const framing = (url: string, sandbox = '') =>
    `<!doctype html><title>A teacher's page</title><iframe ${sandbox} width="800" height="700" src="${url}"></iframe>`;
  const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const sandbox = 'sandbox="allow-scripts"';
  const hosts: Readonly<Record<string, (embed: string, file: string) => Promise<{ url: string; depth: number }>>> = {
    'from disk': async (embed, file) => {
      await writeFile(file, framing(embed));
      return { url: pathToFileURL(file).href, depth: 1 };
    },
    'from disk, in a sandbox': async (embed, file) => {
      await writeFile(file, framing(embed, sandbox));
      return { url: pathToFileURL(file).href, depth: 1 };
    },
    'in a sandboxed srcdoc': async (embed, file) => {
      await writeFile(
        file,
        `<!doctype html><iframe ${sandbox} width="850" height="750" srcdoc="${quoted(framing(embed))}"></iframe>`,
      );
      return { url: pathToFileURL(file).href, depth: 2 };
    },
    // By itself Chromium takes it for a page of the internet, which may open nothing of this computer.
    'of data:': async (embed, file) => {
      const data = `data:text/html,${encodeURIComponent(framing(embed))}`;
      await writeFile(file, framing(data));
      return { url: pathToFileURL(file).href, depth: 2 };
    },
  };
  test.use({ expectedComplaints: /^another host: file:|frame-ancestors 'self'|status of 404/ });
  for (const [where, serve] of Object.entries(hosts))
    test(`an embed runs ${where}`, slowUnless(where === 'in a sandboxed srcdoc'), async ({ page, baseURL }) => {
      const { url, depth } = await serve(`${baseURL}${STEP}?view=run,watch`, test.info().outputPath('teacher.html'));
      await page.goto(url);
      const outer = page.frameLocator('iframe');
      const embed = depth === 1 ? outer : outer.frameLocator('iframe');
      await runSolution(embed);
      await expect(status(embed)).toContainText('running, 2 workers', { timeout: 20_000 });
    });

  test('every other page stays shut', async ({ page, baseURL }) => {
    const file = test.info().outputPath('stranger.html');
    for (const path of ['/embed/', '/nowhere/', '/embed/ipc/nowhere/', '/playground/']) {
      await writeFile(file, framing(`${baseURL}${path}`));
      await page.goto(pathToFileURL(file).href);
      await expect.poll(() => page.frames()[1]?.url(), path).toMatch(/^chrome-error:/);
    }
  });
});

test('a host hears of answers as events, and of passed checks @slow', async ({ page, baseURL }) => {
  await using host = await openHost(page, baseURL, { sandbox: 'allow-scripts' });
  await STORIES.quiz(host);
  expect(await page.evaluate('events')).toEqual([
    { from: 'embed-2', correct: true },
    { from: 'embed-2', correct: false },
  ]);
  const { runAndWatch } = host.frames;
  const solution = await readFile('src/content/lessons/03-cluster-basics/02-same-port/solution/main.mjs', 'utf8');
  await writeCode(page, solution, runAndWatch);
  await runAndWatch.getByRole('button', { name: 'Check my work' }).click();
  await expect
    .poll(() => host.messagesOf('runAndWatch', 'check-passed'), { timeout: 30_000 })
    .toMatchObject([{ statement: { verb: { display: { en: 'passed' } }, result: { completion: true } } }]);
  // The question stands where it was asked, in a frame that is higher than the screen.
  const reset = runAndWatch.getByRole('button', { name: 'Reset', exact: true });
  await reset.click();
  const ask = runAndWatch.getByRole('dialog');
  const [above, below] = [(await reset.boundingBox())?.y ?? 0, (await ask.boundingBox())?.y ?? 0];
  expect(Math.abs(below - above)).toBeLessThan(100);
  await ask.getByRole('button', { name: 'Reset the files' }).click();
  await expect(reset).toBeFocused();
});

test('what a host or another frame says changes nothing but the theme', async ({ page, baseURL }) => {
  await using host = await openHost(page, baseURL, { sandbox: 'allow-scripts allow-same-origin' });
  const { read } = host.frames;
  const before = await read.locator('body').innerHTML();
  const root = read.locator(':root');
  const toRead = (message: string) => page.evaluate(`frames['embed-1'].postMessage(${message}, '*')`);

  await toRead(`{ target: 'cluster-lab', type: 'theme', theme: 'dark' }`);
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(HOSTILE);
  // Another frame of the page may speak to it too, and is not its host.
  const neighbour = page.frames().find((frame) => frame.url().includes('view=quiz'));
  await neighbour?.evaluate(
    `parent.frames['embed-1'].postMessage({ target: 'cluster-lab', type: 'theme', theme: 'light' }, '*')`,
  );
  const heights = (await host.messagesOf('read', 'height')).length;
  await toRead(`{ target: 'cluster-lab', type: 'measure' }`);
  await expect.poll(async () => (await host.messagesOf('read', 'height')).length).toBe(heights + 1);
  await expect(root).toHaveAttribute('data-theme', 'dark');
  expect(await read.locator('body').innerHTML()).toBe(before);
  await STORIES.read(host);
});

test('embeds are accessible, and whole in a frame of 320 pixels', SLOW, async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [`${STEP}?view=read,run,watch,quiz&theme=dark`, '/embed/quiz/ipc/', '/embed/playground/']) {
    await page.goto(path);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});

test('a frame loads nothing heavy by itself, however long it is open', SLOW, async ({ page }) => {
  const heavy: string[] = [];
  page.on('request', (request) => (/monaco|xterm|node-process/.test(request.url()) ? heavy.push(request.url()) : 0));
  // A lesson does while its workspace is in sight, so it would be seen.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/lessons/cluster-basics/');
  await expect.poll(() => heavy.length).toBeGreaterThan(0);
  await page.goto('about:blank');
  heavy.length = 0;
  await page.clock.install();
  await gotoAndSettle(page, STEP);
  await settleAfter(page, () => page.clock.runFor(10_000));
  expect(heavy).toEqual([]);
});

test('a frame with a fixed height tells that one, whatever it shows', SLOW, async ({ page, baseURL }) => {
  const host = await serveHostPage({ embeds: [`${baseURL}${STEP}?view=read&height=400`] });
  await page.goto(host.url);
  const heights = () =>
    page.evaluate<number[]>(`messages.filter(({ data }) => data.type === 'height').map(({ data }) => data.height)`);
  await expect.poll(heights).toEqual([400]);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.evaluate(`frames[0].postMessage({ target: 'cluster-lab', type: 'measure' }, '*')`);
  await expect.poll(heights).toEqual([400, 400]);
  await host.close();
});

test.describe('beside the local engine', () => {
  test.use({ expectedComplaints: /Content Security Policy/ });
  test('nothing in a frame reaches it', async ({ page }) => {
    await page.goto(STEP);
    const ask = (path: string, method = 'GET') =>
      page.evaluate(
        ([at = '', how = '']) =>
          fetch(at, { method: how }).then(
            ({ status: code }) => code,
            () => 'refused',
          ),
        [path, method],
      );
    const { port } = new URL(page.url());
    for (const name of ['localhost', '127.0.0.1'])
      expect(await ask(`http://${name}:${usualLocalPort(Number(port))}${SESSION_PATH}`, 'POST')).toBe('refused');
    expect(await ask('/recordings/cluster-basics/same-port.cast')).toBe(200);
  });
});

test.describe('where no engine starts', () => {
  test.use({ expectedComplaints: /^another host: http:\/\/127\.0\.0\.1:|ERR_FAILED/ });
  test('a frame says why, plays the recorded run, and leads to the full lesson @slow', async ({ page, baseURL }) => {
    await page.route(/node-process/, (route) => route.abort());
    await using host = await openHost(page, baseURL, { sandbox: 'allow-scripts' });
    const { runAndWatch } = host.frames;
    await runAndWatch.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(status(runAndWatch)).toContainText('Nothing can run your code here. In-browser Node: ');
    await runAndWatch.getByRole('button', { name: 'Watch the recorded run' }).click();
    await expect(cell(runAndWatch, '1', 'Requests')).toHaveText('10');
    const out = runAndWatch.getByRole('link', { name: 'Open the full lesson' });
    await expect(out).toHaveAttribute('href', '/lessons/cluster-basics/#same-port');
  });
});

async function expectReadable(page: Page): Promise<void> {
  await page.goto(`${STEP}?view=run`);
  await expect(page.getByText('Start any server twice on one port')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Code of main.mjs' })).toBeVisible();
  await page.getByText('Answer', { exact: true }).first().click();
  await expect(page.getByText('The workers ask the primary, which binds the port once').last()).toBeVisible();
  await expect(page.getByText('Nothing runs in this frame')).toBeVisible();
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('a frame shows text, code and answers', ({ page }) => expectReadable(page));
});

test.describe('where scripts cannot be loaded', () => {
  test.use({ expectedComplaints: /ERR_FAILED/ });
  test('a frame shows text, code and answers', async ({ page }) => {
    await page.route('**/_astro/*.js', (route) => route.abort());
    await expectReadable(page);
  });
});

/** To the second frame: thousands, huge, deep, of wrong types, and such as other tools send. */
const HOSTILE = `
  const target = frames['embed-1'];
  let deep = {};
  for (let level = 0; level < 500; level++) deep = { deep };
  const few = [null, 7, 'measure', [], new Map(), new Date(), new Error('no'), deep, 'x'.repeat(5e6), new ArrayBuffer(5e6),
    { target: 'cluster-lab' }, { target: 'cluster-lab', type: 'run' }, { target: 'cluster-lab', type: 'theme', theme: '<img>' },
    { target: 'cluster-lab', type: { measure: true } }, { target: 'cluster-lab', type: 'eval', code: 'document.body.remove()' },
    { source: 'cluster-lab', version: 1, type: 'quiz-answered', correct: true }, { type: 'step-open' }, { __proto__: { type: 'measure' } }];
  for (const message of few) target.postMessage(message, '*');
  for (let count = 0; count < 5000; count++) target.postMessage({ target: 'cluster-lab', type: 'theme', theme: count }, '*');
`;

async function expectHeights(page: Page, host: Host): Promise<void> {
  const [ready] = await host.messagesOf('read', 'ready');
  expect(ready).toMatchObject({ version: 1, title: 'One port, who holds it?', views: ['read'] });
  // embed.js has made the frame as high as what it shows.
  const frame = page.locator('iframe[name=embed-1]');
  await expect
    .poll(async () => {
      const last = (await host.messagesOf('read', 'height')).at(-1);
      return (
        last?.type === 'height' &&
        last.height > 600 &&
        last.height - (await frame.evaluate((each) => each.clientHeight))
      );
    })
    .toBe(0);
}
