/** Runs one program on the pinned Node and in the page, so that a test can say that both do the same. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { findPinnedNode } from '@cluster-lab/browser-node/build';
import type { Sandbox } from '@cluster-lab/sandbox';

export interface Program {
  readonly files: Readonly<Record<string, string>>;
  /** Of `node`; without them the first file. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface Outcome {
  readonly output: string;
  readonly code: number | null;
  readonly signal: string | null;
}

const PLAIN = { FORCE_COLOR: '0' };

export async function runOnNode({ files, args = firstOf(files), env, input = '' }: Program): Promise<Outcome> {
  const node = findPinnedNode();
  if (!node.ok) throw new Error(node.reason);
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'beside-node-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    // One pipe for both, so that they keep their order.
    const script = `exec "$0" "$@" 2>&1`;
    const child = spawn('sh', ['-c', script, node.binary, ...args], { cwd: folder, env: { ...PLAIN, ...env } });
    child.stdin.on('error', () => undefined).end(input);
    const ended = new Promise<Omit<Outcome, 'output'>>((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal })),
    );
    const output = await text(child.stdout);
    return { output: comparable(output, folder), ...(await ended) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function runInPage(
  page: Page,
  { files, args = firstOf(files), env, input = '' }: Program,
): Promise<Outcome> {
  const { workdir, output, ...ended } = await page.evaluate(
    async (program) => {
      const { engine } = globalThis as unknown as {
        engine: { boot(options: object, signal: AbortSignal): Promise<Sandbox & { readonly workdir: string }> };
      };
      const sandbox = await engine.boot({}, AbortSignal.timeout(60_000));
      await sandbox.mount(program.files);
      const running = await sandbox.spawn('node', program.args, { env: program.env });
      const writer = running.input.getWriter();
      void writer.write(program.input);
      void writer.close();
      let text = '';
      for await (const chunk of running.output) text += chunk;
      const { code, signal } = await running.exit;
      await sandbox.dispose();
      return { output: text, code, signal, workdir: sandbox.workdir };
    },
    { files, args, env: { ...PLAIN, ...env }, input },
  );
  return { output: comparable(output, workdir), ...ended };
}

function firstOf(files: Program['files']): string[] {
  return Object.keys(files).slice(0, 1);
}

function comparable(output: string, folder: string): string {
  return output
    .replaceAll(folder, '/program')
    .replaceAll(/\(node:\d+\)/g, '(node:1)')
    .replaceAll(/^\S*node: /gm, 'node: ');
}
