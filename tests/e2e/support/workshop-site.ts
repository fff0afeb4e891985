/** The site with its workshops as `npm start -- --workshop` serves them: processes of its own, which a story can kill. */
import { preferBrowserNode } from './prefer-engine.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { freePort } from '../../../src/sandbox/local-node/host/free-port.ts';
import { startRedis } from '../../support/redis-process.ts';
import { startServer } from '../../support/server-process.ts';

export interface WorkshopSite extends AsyncDisposable {
  readonly url: string;
  /** SIGKILL of what serves: it can say nothing any more. What is gone for good is started again by what is returned. */
  disturb(): Promise<() => Promise<void>>;
}

/** One server with SQLite, which is killed. */
export async function startWorkshopSite(): Promise<WorkshopSite> {
  const data = await mkdtemp(path.join(tmpdir(), 'workshops-'));
  const port = await freePort();
  const start = () => startServer(['--workshop', '--data', data], { PORT: String(port), REDIS_URL: '' });
  let server = start();
  await server.says('Keep the host link');
  return {
    url: `http://localhost:${port}`,
    async disturb() {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
      return async () => {
        server = start();
        await server.says('goes on');
      };
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Two workers with Redis: first a worker is killed, then Redis. */
export async function startSharedSite(): Promise<WorkshopSite> {
  const redis = await startRedis();
  const port = await freePort();
  const server = startServer(['--workshop', '--workers', '2'], { PORT: String(port), REDIS_URL: redis.url });
  await server.says('Keep the host link');
  let turn = 0;
  return {
    url: `http://localhost:${port}`,
    async disturb() {
      if (turn++ === 0) {
        const [worker = 0] = await server.children();
        process.kill(worker, 'SIGKILL');
        return () => Promise.resolve();
      }
      await redis.kill();
      return () => redis.restart();
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await redis.close();
    },
  };
}

/** A person with a browser of their own. Their programs run in it. */
export async function openPerson(browser: Browser, { url }: WorkshopSite): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  await preferBrowserNode(context);
  return context.newPage();
}

/** Makes a workshop by the form of the instructor's page. @returns its join code */
export async function makeWorkshop(host: Page, title: string): Promise<string> {
  await host.goto('/workshop/host/');
  await host.getByLabel('Title').fill(title);
  await host.getByRole('button', { name: 'Make the workshop' }).click();
  await host.getByRole('heading', { name: title }).waitFor();
  return host.locator('.board-code').innerText();
}

export async function join(learner: Page, code: string, name: string): Promise<void> {
  await learner.goto(`/workshop/#${code}`);
  await learner.getByLabel('Your name in this workshop').fill(name);
  await learner.getByRole('button', { name: 'Join', exact: true }).click();
  await learner.getByText(`You are here as ${name}.`).waitFor();
}

export const learners = (host: Page) => host.getByRole('table', { name: 'Learners' }).getByRole('row');
export const rowOf = (host: Page, name: string) =>
  learners(host).filter({ has: host.getByRole('rowheader', { name }) });
export const leads = (host: Page) => host.getByRole('combobox', { name: 'You are at' });
export const bar = (learner: Page) => learner.getByRole('complementary', { name: 'Workshop' });

/** Commits to a prediction and answers the first question of the open step. */
export async function work(learner: Page): Promise<void> {
  const step = learner.locator('section[data-step][data-open]');
  const prediction = step.getByRole('form', { name: 'Prediction' });
  await prediction.getByRole('radio').first().check();
  await prediction.getByRole('button', { name: 'Commit to it' }).click();
  const question = step
    .getByRole('form', { name: /^Quiz: / })
    .filter({ has: learner.getByRole('radio') })
    .first();
  await question.getByRole('radio').first().check();
  await question.getByRole('button', { name: 'Check answer' }).click();
}
