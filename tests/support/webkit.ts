/** Safari's engine, driven by the W3C protocol: the driver, its browser and their display, and commands to them over HTTP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureWebKit } from '../../scripts/ensure-webkit.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { serveNames } from './name-proxy.ts';

export interface WebKitSession {
  /** @param address within the session. @throws what the driver says */
  command(method: 'GET' | 'POST' | 'DELETE', address: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

/** One evaluation may be a load of tens of thousands of requests. */
const TIMEOUTS = { script: 300_000, pageLoad: 120_000, implicit: 0 };
const SIZE = '1400x1000x24';
/** Root needs the sandbox off; the display has neither graphics card nor accessibility bus. */
const ENVIRONMENT = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  GTK_A11Y: 'none',
  LANG: 'C.UTF-8',
};

export async function startWebKit(): Promise<WebKitSession> {
  const programs = ensureWebKit();
  const home = await mkdtemp(path.join(tmpdir(), 'webkit-'));
  const display = spawn(programs.display, ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(display.stdio[3] as Readable, 'data')) as [Buffer];
  const port = await freePort();
  const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, ...ENVIRONMENT, DISPLAY: `:${String(number).trim()}`, HOME: home, XDG_RUNTIME_DIR: home },
  });
  const origin = `http://127.0.0.1:${port}`;
  await listens(origin, driver);

  const browser = { binary: programs.browser, args: ['--automation'] };
  const names = await serveNames();
  // Loopback is trusted by its own names, and by any other it is plain http.
  const proxy = { proxyType: 'manual', httpProxy: names.address, noProxy: ['localhost', '127.0.0.1'] };
  const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browser, timeouts: TIMEOUTS, proxy };
  const opened = await ask('POST', `${origin}/session`, { capabilities: { alwaysMatch: wanted } });
  const session = `${origin}/session/${(opened as { sessionId: string }).sessionId}`;
  return {
    command: (method, address, body) => ask(method, session + address, body),
    async close() {
      await ask('DELETE', session).catch(() => undefined);
      await Promise.all([names.close(), end(driver), end(display)]);
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function ask(method: string, address: string, body?: object): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    // Node's own limit for an answer is as long as the longest evaluation.
    signal: AbortSignal.timeout(TIMEOUTS.script),
  });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

/** The driver says nowhere that it is ready. */
async function listens(origin: string, driver: ChildProcess): Promise<void> {
  while (driver.exitCode === null) {
    const isThere = await ask('GET', `${origin}/status`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await wait(100);
  }
  throw new Error('WebKitWebDriver ended before it listened.');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
