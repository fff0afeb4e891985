/** The site with its workshops as `npm start -- --workshop` serves them: a process of its own, which a story can kill. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { freePort } from '../../../src/sandbox/local-node/host/free-port.ts';

export interface WorkshopSite extends AsyncDisposable {
  readonly url: string;
  /** SIGKILL: it can say nothing any more. */
  kill(): Promise<void>;
  /** On the same port, with what was kept. */
  restart(): Promise<void>;
}

export async function startWorkshopSite(): Promise<WorkshopSite> {
  const data = await mkdtemp(path.join(tmpdir(), 'workshops-'));
  const port = await freePort();
  let server: ChildProcess;
  const start = async () => {
    const args = ['--disable-warning=ExperimentalWarning', 'src/server/main.ts', '--workshop', '--data', data];
    const env = { ...process.env, PORT: String(port), HOST: 'localhost' };
    const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    server = started;
    for await (const text of started.stdout) if (String(text).includes('Cluster Lab is ready')) break;
    started.stdout.resume();
  };
  const kill = async () => {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    url: `http://localhost:${port}`,
    kill,
    restart: start,
    async [Symbol.asyncDispose]() {
      if (server.exitCode === null && server.signalCode === null) await kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A person with a browser of their own. Their programs run in it. */
export async function openPerson(browser: Browser, { url }: WorkshopSite): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  await context.addInitScript(() => localStorage.setItem('cluster-lab:engine', 'browser-node'));
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
