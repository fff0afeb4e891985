/** Runs programs that try to get out of the fence of the local host, as real programs that say what came of it. */
import type { Need } from '../../src/core/lesson/needs.ts';
import { Text } from '@cluster-lab/sandbox/contract';
import type { Sandbox } from '@cluster-lab/sandbox';
import { startLocalHost } from './local-host.ts';
import { bootLimit } from './boot-limit.ts';

type Files = Readonly<Record<string, string>>;

/** A host to be attacked; sandboxes are let go of by `clear`, since a host has room for sixteen. */
export async function startAttackedHost() {
  // A test names the needs that it wants granted in the place of a step.
  const host = await startLocalHost({ grantsOf: (step) => step.split(',') });
  const open: Sandbox[] = [];
  async function boot(files: Files, needs: readonly Need[] = []): Promise<Sandbox> {
    const sandbox = await host.engine.boot({ program: needs.join(',') }, bootLimit());
    open.push(sandbox);
    await sandbox.mount(files);
    return sandbox;
  }
  return {
    /** Where it listens. */
    port: new URL(host.url).port,
    boot,
    /** What the attack prints. It knows the pid of this test, `outside`, which it may not reach; what it forks is `escape.mjs`. */
    async attack(source: string, needs: readonly Need[] = []): Promise<string> {
      const sandbox = await boot({ 'main.mjs': PREAMBLE + source, 'escape.mjs': ESCAPE }, needs);
      return new Text(await sandbox.spawn('node', ['main.mjs'], { env: { FORCE_COLOR: '0' } })).whole();
    },
    async clear(): Promise<void> {
      await Promise.all(open.splice(0).map((sandbox) => sandbox.dispose()));
    },
    close: () => host.close(),
  };
}

const PREAMBLE = `
  import childProcess, { fork, spawn } from 'node:child_process';
  import cluster from 'node:cluster';
  import fs from 'node:fs';
  const outside = ${process.pid};
  const node = process.execPath;
`;

/** What a process can do that has lost its guard: start a shell, by the front door or below it, and read a file of this computer. */
export const ESCAPE = `
  import childProcess from 'node:child_process';
  import fs from 'node:fs';
  const ways = {
    spawn: () => childProcess.spawn('/bin/sh', ['-c', 'true']),
    handle: () => new (new childProcess.ChildProcess()._handle.constructor)().spawn('/bin/sh', ['sh', '-c', 'true'], undefined, [], [], 0),
    read: () => fs.readFileSync('/etc/hostname'),
    signal: () => process.kill(Number(process.argv.at(-1)), 0),
  };
  for (const [name, way] of Object.entries(ways)) {
    let result = 'ESCAPED by ' + name;
    try { way(); } catch { result = 'held'; }
    console.log(result);
  }
  process.disconnect?.();
`;
/** What it prints where the guard holds. */
export const HELD = 'held\n'.repeat(4);
