/** Five embeds on a page of others, and what a reader does in each of them. */
import { expect, type FrameLocator, type Page } from '@playwright/test';
import type { EmbedMessage } from '../../../src/features/embed/model/embed-message.ts';
import { EMBEDS as NAMES, embedPaths, type EmbedName } from '../../support/embed-paths.ts';
import { serveHostPage, type HostPageOptions } from '../../support/host-page.ts';
import { answer, item } from './quiz.ts';
import { cell, runSolution, sendRequests, status } from './workspace.ts';

export interface Host extends AsyncDisposable {
  readonly frames: Readonly<Record<EmbedName, FrameLocator>>;
  /** Brings a frame's top onto the screen. */
  show(embed: EmbedName): Promise<void>;
  /** What a frame has told, without its envelope. */
  messagesOf(embed: EmbedName, type: EmbedMessage['type']): Promise<readonly EmbedMessage[]>;
}

/** The page includes embed.js, as its author was told to. */
export async function openHost(
  page: Page,
  site = '',
  options: Omit<HostPageOptions, 'embeds' | 'extra'> = {},
): Promise<Host> {
  const embeds = Object.values(await embedPaths()).map((path) => site + path);
  const served = await serveHostPage({ ...options, embeds, extra: `<script src="${site}/embed.js"></script>` });
  await page.goto(served.url);
  const frame = (name: EmbedName) => page.frameLocator(`iframe[name=embed-${NAMES.indexOf(name)}]`);
  const host: Host = {
    frames: Object.fromEntries(NAMES.map((name) => [name, frame(name)])) as Host['frames'],
    show: (name) => page.locator(`iframe[name=embed-${NAMES.indexOf(name)}]`).evaluate((each) => each.scrollIntoView()),
    async messagesOf(embed, type) {
      const all = await page.evaluate<readonly { from: number; data: EmbedMessage }[]>('messages');
      return all.flatMap(({ from, data }) => (from === NAMES.indexOf(embed) && data.type === type ? [data] : []));
    },
    [Symbol.asyncDispose]: () => served.close(),
  };
  // Until then frames grow and move those below them.
  for (const name of NAMES) await expect.poll(() => host.messagesOf(name, 'ready')).toHaveLength(1);
  return host;
}

/** What each embed does by itself or for its reader, and what its host hears of it. */
export const STORIES: Readonly<Record<EmbedName, (host: Host) => Promise<void>>> = {
  async runAndWatch(host) {
    const frame = host.frames.runAndWatch;
    await runSolution(frame);
    await expectCounts(frame, [10, 10]);
    await frame.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect
      .poll(() => host.messagesOf('runAndWatch', 'run-finished'))
      .toMatchObject([
        { embed: 'cluster-basics/same-port', variant: 'solution', requests: { 1: 10, 2: 10, primary: 0 } },
      ]);
  },
  async read({ frames: { read } }) {
    await expect(read.getByText('Start any server twice on one port')).toBeVisible();
    await expect(read.getByRole('button', { name: 'Run', exact: true })).toBeHidden();
    const prediction = read.getByRole('form', { name: 'Prediction' });
    await prediction.getByRole('radio').first().check();
    await prediction.getByRole('button', { name: 'Commit to it' }).click();
    await expect(read.locator('prediction-form').getByRole('status')).toContainText('Here is why it is so');
  },
  async quiz(host) {
    const { quiz } = host.frames;
    await answer(quiz, item('cluster-basics/same-port/how-many-listening-sockets'), true);
    await answer(quiz, item('cluster-basics/same-port/why-no-eaddrinuse'), false);
    await expect
      .poll(() => host.messagesOf('quiz', 'quiz-answered'))
      .toMatchObject([
        { correct: true, statement: { result: { response: '1' }, actor: { account: { name: 'anonymous' } } } },
        { correct: false, statement: { object: { definition: { interactionType: 'choice' } } } },
      ]);
  },
  async autorun(host) {
    const { autorun } = host.frames;
    await expect(status(autorun)).toContainText('Ready to run');
    await host.show('autorun');
    await expectCounts(autorun, [10, 10]);
    await expect(autorun.getByRole('region', { name: 'Editor' })).toBeHidden();
  },
  async playground({ frames: { playground } }) {
    await expect(playground.getByRole('heading', { name: 'Three of them' })).toBeVisible();
    await playground.getByRole('button', { name: 'Run', exact: true }).click();
    await expectCounts(playground, [7, 7, 7]);
  },
};

async function expectCounts(frame: FrameLocator, counts: readonly number[]): Promise<void> {
  await expect(status(frame)).toContainText(`running, ${counts.length} workers`, { timeout: 20_000 });
  await sendRequests(frame, { requests: counts.reduce((sum, count) => sum + count) });
  for (const [index, count] of counts.entries()) {
    await expect(cell(frame, String(index + 1), 'Requests')).toHaveText(String(count));
  }
}
