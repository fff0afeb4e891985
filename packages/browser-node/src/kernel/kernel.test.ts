/** A kernel in which a worker says what our own code never says. */
import { expect, test } from 'vitest';
import { Kernel } from './kernel.ts';
import { WorkerPool } from './worker-pool.ts';

const LIMITS = { outputBytesPerSecond: 1, outputBurstBytes: 1, children: 16, startsInFiveSeconds: 40 };

/** As much of a browser's Worker as a kernel uses. */
class Stranger {
  isEnded = false;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  postMessage = (): void => undefined;
  terminate(): void {
    this.isEnded = true;
  }
}

async function startedKernel() {
  const workers: Stranger[] = [];
  const pool = new WorkerPool(() => {
    const worker = new Stranger();
    workers.push(worker);
    return worker as unknown as Worker;
  }, 0);
  const kernel = new Kernel({ pool, limits: LIMITS, parts: { lines: undefined, chunks: [] } });
  const members = new Set<number>();
  const ends: unknown[] = [];
  const program = {
    onOutput: () => undefined,
    onSlowed: () => undefined,
    onBroken: () => undefined,
    onStart: (pid: number) => void members.add(pid),
    onEnd: (pid: number, code: number, signal: string | null) => {
      members.delete(pid);
      ends.push([pid, code, signal]);
    },
  };
  const start = async (pid: number) => {
    kernel.start({ pid, ppid: 0, args: [], env: {}, cwd: '/', descriptors: [] }, program);
    workers.at(-1)?.onmessage({ data: { op: 'ready' } });
    await Promise.resolve();
    await Promise.resolve();
    const worker = workers.at(-1);
    return (message: object) => worker?.onmessage({ data: message });
  };
  const spawn = { op: 'spawn', args: [], env: {}, cwd: '/', descriptors: [] };
  return { kernel, workers, members, ends, start, spawn };
}

test('a process that takes the pid of another leaves nobody behind', async () => {
  const { kernel, workers, members, start, spawn } = await startedKernel();
  const say = await start(10);
  say({ ...spawn, pid: 11 });
  say({ ...spawn, pid: 11 });
  for (const pid of [...members]) kernel.kill(pid, 9);
  expect(workers.every(({ isEnded }) => isEnded)).toBe(true);
});

test('a process that starts others without end is ended', async () => {
  const { kernel, workers, members, start, spawn } = await startedKernel();
  const say = await start(10);
  for (let pid = 11; pid < 2_000; pid++) say({ ...spawn, pid });
  expect(kernel.isAlive(10)).toBe(false);
  for (const pid of [...members]) kernel.kill(pid, 9);
  expect(workers.length).toBeLessThan(600);
  expect(workers.every(({ isEnded }) => isEnded)).toBe(true);
});

test.each([
  { op: 'exit', code: { toString: 1 }, signal: null },
  { op: 'exit', code: 0, signal: {} },
  { op: 'spawn', pid: '11', args: [], env: {}, cwd: '/', descriptors: [] },
  { op: 'spawn', pid: -1, args: [], env: {}, cwd: '/', descriptors: [] },
  { op: 'listen', listener: 'x', socket: { id: 7, address: '::', port: 80 } },
  { op: 'listen', listener: 'x', socket: { id: '7', address: '::', port: {} } },
  { op: 'listen', listener: 'x' },
  { op: 'files', changes: [{ do: 'put', path: '/a', data: { length: 1e15 }, mode: 0 }] },
  { op: 'files', changes: [{ do: 'put', path: 'a', data: new Uint8Array(1), mode: 0 }] },
  { op: 'files', changes: [{ do: 'rename', path: '/tmp', to: 5 }] },
])('%j ends the process that said it, with numbers and texts alone', async (message) => {
  const { kernel, ends, start } = await startedKernel();
  (await start(10))(message);
  expect(ends).toEqual([[10, 1, null]]);
  expect([kernel.sockets.table, kernel.files.bytes]).toEqual([[], 0]);
});

test('a program that removes or moves the root leaves a folder to the next one', async () => {
  const { kernel, start } = await startedKernel();
  const say = await start(10);
  const write = { do: 'put', path: '/work/a', data: new Uint8Array(1), mode: 0o644 } as const;
  say({ op: 'files', changes: [write, { do: 'remove', path: '/' }] });
  expect(kernel.files.get('/work/a')).toBeUndefined();
  say({ op: 'files', changes: [{ do: 'rename', path: '/', to: '/x' }] });
  kernel.change([write]);
  expect(kernel.files.list('/work')).toEqual(['a']);
});
