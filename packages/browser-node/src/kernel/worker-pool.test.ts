import { expect, test } from 'vitest';
import { ProcessDouble } from '../../tests/machine.ts';
import { WorkerPool } from './worker-pool.ts';

function poolOf(size: number) {
  const made: ProcessDouble[] = [];
  const kinds: string[] = [];
  const pool = new WorkerPool((kind) => {
    kinds.push(kind);
    const worker = new ProcessDouble();
    made.push(worker);
    return worker;
  }, size);
  return { pool, made, kinds };
}

const READY = { op: 'ready', bootMs: 0 };

test('what waits is taken first, and replaced once it has booted', async () => {
  const { pool, made } = poolOf(2);
  pool.fill();
  const taken = pool.take();
  expect([taken.worker === made[0], made.length]).toEqual([true, 2]);
  made[0]?.say(READY);
  await taken.ready;
  await expect.poll(() => made.length).toBe(3);
});

test('two that are wanted at once boot before any that shall wait', async () => {
  const { pool, made } = poolOf(1);
  const [one, two] = [pool.take(), pool.take()];
  made[0]?.say(READY);
  await one.ready;
  expect(made).toHaveLength(2);
  made[1]?.say(READY);
  await two.ready;
  await expect.poll(() => made.length).toBe(3);
});

test('the first is the next that is taken', async () => {
  const { pool, made } = poolOf(1);
  const { first } = pool;
  expect(pool.first).toBe(first);
  made[0]?.say(READY);
  await first;
  expect(pool.take().worker).toBe(made[0]);
});

test('a thread is none of those that wait', () => {
  const { pool, made, kinds } = poolOf(1);
  pool.fill();
  expect([pool.thread().worker === made[1], kinds]).toEqual([true, ['process', 'thread']]);
});

test('says why one did not boot', async () => {
  const { pool, made } = poolOf(0);
  const [broken, silent, ended] = [pool.take(), pool.take(), pool.take()];
  made[0]?.say({ op: 'broken', error: 'no library' });
  made[1]?.onerror?.({ message: '' } as ErrorEvent);
  ended.end();
  await expect(broken.ready).rejects.toThrow('no library');
  await expect(silent.ready).rejects.toThrow('could not be loaded');
  await expect(ended.ready).rejects.toThrow('ended before it had booted');
  expect(made[2]?.isEnded).toBe(true);
});
