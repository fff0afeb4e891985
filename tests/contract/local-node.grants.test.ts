/** What a step of ours may have beyond the guard, by its `needs`: allowed to it, refused to everything else. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Need } from '../../src/core/lesson/needs.ts';
import { Text } from '@cluster-lab/sandbox/contract';
import type { Sandbox } from '@cluster-lab/sandbox';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';
import { SLOW } from '../support/slow.ts';

const open: LocalHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});

async function boot(source: string, needs: readonly Need[], step = 'lesson/step'): Promise<Sandbox> {
  const host = await startLocalHost({ grantsOf: (each) => (each === 'lesson/step' ? needs : []) });
  open.push(host);
  const sandbox = await host.engine.boot({ program: step }, bootLimit());
  await sandbox.mount({ 'main.mjs': source });
  return sandbox;
}

async function outputOf(source: string, needs: readonly Need[]): Promise<string> {
  const sandbox = await boot(source, needs);
  return new Text(await sandbox.spawn('node', ['main.mjs'])).whole();
}

/** In the course's words, as its host says them. */
const offered = async () => (await boot('', [])).capabilities.needs as readonly Need[];

describe('proc-fs', () => {
  /** What lessons look at: threads by name, memory shared with others, who holds which socket. In a worker, as in the primary. */
  const look = `
    import cluster from 'node:cluster';
    import fs from 'node:fs';
    import net from 'node:net';
    const server = net.createServer().listen(0, () => {
      const threads = fs.readdirSync('/proc/self/task').map((id) => fs.readFileSync('/proc/self/task/' + id + '/comm', 'utf8').trim());
      const { pid } = process;
      const held = fs.readdirSync('/proc/' + pid + '/fd').map((fd) => {
        try { return fs.readlinkSync('/proc/' + pid + '/fd/' + fd); } catch { return ''; }
      });
      const memory = fs.readFileSync('/proc/' + pid + '/smaps_rollup', 'utf8');
      const sockets = fs.readFileSync('/proc/net/tcp', 'utf8');
      console.log([threads.length > 4, /^Pss:/m.test(memory), held.some((name) => name.startsWith('socket:')), sockets !== ''].join());
      server.close();
      if (cluster.isPrimary) cluster.fork(); else process.disconnect();
    });
  `;
  test('is refused without the need', async () => {
    expect(await outputOf(look, ['threads', 'many-starts', 'taskset'])).toContain('ERR_ACCESS_DENIED');
  });
  test('reads /proc with it, and nothing else', async () => {
    expect(await outputOf(look, ['proc-fs'])).toBe('true,true,true,true\n'.repeat(2));
    const elsewhere = `import fs from 'node:fs'; fs.readFileSync('/etc/hostname');`;
    expect(await outputOf(elsewhere, ['proc-fs'])).toContain('ERR_ACCESS_DENIED');
    const writing = `import fs from 'node:fs'; fs.writeFileSync('/proc/self/comm', 'x');`;
    expect(await outputOf(writing, ['proc-fs'])).toContain('ERR_ACCESS_DENIED');
  });
});

describe('threads', () => {
  const count = `
    import { Worker, isMainThread, workerData } from 'node:worker_threads';
    if (isMainThread) {
      const shared = new Int32Array(new SharedArrayBuffer(4));
      const ends = [1, 2].map(() => new Promise((end) => new Worker(new URL(import.meta.url), { workerData: shared }).on('exit', end)));
      await Promise.all(ends);
      console.log('counted ' + shared[0]);
    } else for (let i = 0; i < 1000; i++) Atomics.add(workerData, 0, 1);
  `;
  test('are refused without the need', async () => {
    const output = await outputOf(count, ['proc-fs', 'many-starts', 'taskset']);
    expect(output).toContain('threads are not started on this computer');
    expect(output, 'the line of the program').toMatch(/at .*main\.mjs:5:/);
    expect(output).toContain('ERR_ACCESS_DENIED');
  });
  test('share memory with it', async () => {
    expect(await outputOf(count, ['threads'])).toBe('counted 2000\n');
  });
  test('are inside the fence too', async () => {
    const escape = `
      import { Worker } from 'node:worker_threads';
      new Worker("require('fs').readFileSync('/etc/hostname')", { eval: true }).on('error', ({ code }) => console.log(code));
    `;
    expect(await outputOf(escape, ['threads'])).toContain('ERR_ACCESS_DENIED');
  });
});

describe('many-starts', () => {
  const storm = `
    import cluster from 'node:cluster';
    let left = 45;
    if (cluster.isPrimary) { cluster.fork(); cluster.on('exit', () => { if (--left > 0) cluster.fork(); else console.log('all 45'); }); }
    else process.exit(1);
  `;
  // Without it the storm is refused: tests/contract/local-node.limits.test.ts.
  test('lets a step restart more often', SLOW, async () => {
    expect(await outputOf(storm, ['many-starts'])).toContain('all 45');
  });
});

describe('taskset', () => {
  const count = `
    import cluster from 'node:cluster';
    import os from 'node:os';
    console.log(process.argv[2] + ' ' + os.availableParallelism());
    if (cluster.isPrimary) cluster.fork();
    else process.disconnect();
  `;
  const start = (sandbox: Sandbox, args: readonly string[]) => sandbox.spawn('taskset', args);

  test('is refused without the need, to the page and to the program', async () => {
    const sandbox = await boot(count, ['proc-fs', 'threads', 'many-starts']);
    await expect(start(sandbox, ['-c', '0', 'node', 'main.mjs'])).rejects.toMatchObject({ code: 'unknown-command' });
    const spawning = `import { spawn } from 'node:child_process'; spawn('taskset', ['-c', '0', 'true']);`;
    expect(await outputOf(spawning, ['taskset'])).toContain('starts Node processes only, not "taskset"');
  });

  test('pins the program and its workers to one core with it', async ({ skip }) => {
    if (!(await offered()).includes('taskset')) skip('this computer has no taskset');
    const sandbox = await boot(count, ['taskset']);
    const program = await start(sandbox, ['-c', '0', 'node', 'main.mjs', 'cores:']);
    expect(await new Text(program).whole()).toBe('cores: 1\ncores: 1\n');
    expect(await program.exit).toMatchObject({ code: 0 });
  });

  test('starts Node alone', async () => {
    const sandbox = await boot(count, ['taskset']);
    for (const args of [
      ['-c', '0', 'sh', '-c', 'true'],
      ['-ap', '0', 'node'],
      ['-c', '0; true', 'node'],
    ]) {
      await expect(start(sandbox, args)).rejects.toMatchObject({
        code: 'unknown-command',
        message: expect.stringContaining(args[2] ?? ''),
      });
    }
  });

  test('keeps the fence', async ({ skip }) => {
    if (!(await offered()).includes('taskset')) skip('this computer has no taskset');
    const sandbox = await boot(`import fs from 'node:fs'; fs.readFileSync('/etc/hostname');`, ['taskset']);
    expect(await new Text(await start(sandbox, ['-c', '0', 'node', 'main.mjs'])).whole()).toContain(
      'ERR_ACCESS_DENIED',
    );
  });
});

test('a step is granted what it declares, a page that names no step or another one nothing', async () => {
  const source = `import fs from 'node:fs'; console.log(fs.readFileSync('/proc/self/stat', 'utf8').length > 0);`;
  for (const [step, found] of [
    ['lesson/step', 'true'],
    ['lesson/other', 'ERR_ACCESS_DENIED'],
    ['', 'ERR_ACCESS_DENIED'],
  ] as const) {
    const sandbox = await boot(source, ['proc-fs'], step);
    expect(await new Text(await sandbox.spawn('node', ['main.mjs'])).whole(), step).toContain(found);
  }
});

test('no need gives a shell', async () => {
  const sandbox = await boot('', await offered());
  for (const command of ['sh', '/bin/sh', 'bash', 'env']) {
    await expect(sandbox.spawn(command, ['-c', 'true'])).rejects.toMatchObject({ code: 'unknown-command' });
  }
});

test('what is offered on Linux is all there is to need', async ({ skip }) => {
  if (process.platform !== 'linux') skip('this is not Linux');
  expect(await offered()).toEqual(
    expect.arrayContaining(['signals', 'sigstop', 'process-table', 'proc-fs', 'threads']),
  );
});
