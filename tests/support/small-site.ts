/** A built site of a few files with our server as a process of its own, for tests of the server that come before the build. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bounds } from '../../src/server/connections.ts';

const PROGRAM = fileURLToPath(new URL('small-site-server.ts', import.meta.url));

const FILES = {
  'index.html': '<!doctype html><title>Home</title>',
  '404.html': '<!doctype html><title>Not here</title>',
  'lessons/ipc/index.html': '<!doctype html><title>A lesson</title>',
  'embed/index.html': '<!doctype html><title>All embeds</title>',
  'embed/ipc/star/index.html': '<!doctype html><title>An embed</title>',
  '_astro/app.js': 'export {};',
  'needs.json': '{}',
  'engines.json': '["local-node","browser-node"]',
};

export async function writeSmallSite(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'small-site-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

export interface SmallSite {
  readonly port: number;
  /** The second port, where the local engine is. */
  readonly localPort: number;
  /** All that it has said. */
  readonly output: () => string;
  /** How many files, sockets among them, it has open; by Linux. */
  openFiles(): Promise<number>;
  end(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

/** With a workshop and the local engine. */
export async function startSmallSite(bounds?: Bounds): Promise<SmallSite> {
  const folder = await writeSmallSite();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', PROGRAM, folder, JSON.stringify(bounds ?? null)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  await once(child.stdout, 'data');
  const [port = 0, localPort = 0] = output.split(' ').map(Number);
  return {
    port,
    localPort,
    output: () => output,
    openFiles: async () => (await readdir(`/proc/${child.pid}/fd`)).length,
    end: (signal) => void child.kill(signal),
    ended,
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
