/** Runs a program on the pinned Node as its own process, traced, with both streams and the reports in one file: what is written first stands first. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findPinnedNode } from '@cluster-lab/browser-node/build';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { NONCE, type RawRun } from './report.ts';

/** A program that does not end. */
const LIMIT_MS = 20_000;

export interface ProgramRun {
  readonly entry: string;
  readonly text: string;
  readonly stdin: string;
  readonly tracer: string;
}

export async function runOnNode({ entry, text, stdin, tracer }: ProgramRun): Promise<RawRun> {
  const node = findPinnedNode();
  if (!node.ok) throw new Error(node.reason);
  const base = await realpath(await mkdtemp(path.join(tmpdir(), 'differential-')));
  const [folder, output, port] = [path.join(base, 'program'), path.join(base, 'output'), String(await freePort())];
  await mkdir(folder);
  await writeFile(path.join(folder, entry), text);
  await writeFile(path.join(base, 'tracer.mjs'), tracer);
  const file = openSync(output, 'a');
  try {
    const address = `${pathToFileURL(path.join(base, 'tracer.mjs')).href}?to=${encodeURIComponent(output)}&run=${NONCE}`;
    const running = spawn(node.binary, [`--import=${address}`, entry], {
      cwd: folder,
      env: { ...ENVIRONMENT, HOME: folder, TMPDIR: folder, PORT: port },
      stdio: ['pipe', file, file],
      argv0: 'node',
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    running.stdin?.on('error', () => undefined).end(stdin);
    const [code, signal] = (await once(running, 'exit')) as [number | null, string | null];
    const names = { [folder]: 'folder', [node.binary]: 'node', [port]: 'PORT', [address]: 'tracer' };
    return { output: await readFile(output, 'utf8'), exit: { code, signal }, pid: running.pid ?? 0, names };
  } finally {
    closeSync(file);
    await rm(base, { recursive: true });
  }
}

/** As programs have it in the page. */
const ENVIRONMENT = { PATH: '/usr/local/bin', LANG: 'C.UTF-8', FORCE_COLOR: '0' };
