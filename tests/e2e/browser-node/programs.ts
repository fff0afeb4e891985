/** Runs one program in the page and on the pinned Node, whose output is what the page's is held against. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Frame, Page } from '@playwright/test';
import { findPinnedNode } from '@cluster-lab/browser-node/build';
import type { Sandbox } from '@cluster-lab/sandbox';

export interface Outcome {
  readonly output: string;
  readonly code: number | null;
}

/** File name -> text; the program is `main.mjs`. */
export type Program = Readonly<Record<string, string>>;

export function runInPage(page: Page | Frame, program: Program): Promise<Outcome> {
  return page.evaluate(async (files) => {
    const { engine } = globalThis as unknown as {
      engine: { boot(options: object, signal: AbortSignal): Promise<Sandbox> };
    };
    const sandbox = await engine.boot({}, AbortSignal.timeout(60_000));
    await sandbox.mount(files);
    const running = await sandbox.spawn('node', ['main.mjs'], { env: { FORCE_COLOR: '0' } });
    let output = '';
    for await (const chunk of running.output) output += chunk;
    const { code } = await running.exit;
    await sandbox.dispose();
    return { output, code };
  }, program);
}

/** Its output is that of both streams, the errors last. */
export async function runOnNode(program: Program): Promise<Outcome> {
  const node = findPinnedNode();
  if (!node.ok) throw new Error(node.reason);
  const folder = await mkdtemp(path.join(tmpdir(), 'program-'));
  try {
    for (const [name, source] of Object.entries(program)) await writeFile(path.join(folder, name), source);
    const running = spawn(node.binary, ['main.mjs'], { cwd: folder, env: { FORCE_COLOR: '0' } });
    const [out, errors, [code]] = await Promise.all([
      text(running.stdout),
      text(running.stderr),
      once(running, 'exit') as Promise<[number | null]>,
    ]);
    return { output: out + errors, code };
  } finally {
    await rm(folder, { recursive: true });
  }
}
