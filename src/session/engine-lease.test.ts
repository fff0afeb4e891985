import { expect, test, vi } from 'vitest';
import type { Sandbox, SandboxError } from '@cluster-lab/sandbox';
import { SandboxError as Failure } from '@cluster-lab/sandbox';
import { EngineLease, type Booted } from './engine-lease.ts';

function sandbox(): Sandbox & { lose: (error: SandboxError) => void; isDisposed: () => boolean } {
  const lost = Promise.withResolvers<SandboxError>();
  const dispose = vi.fn(async () => undefined);
  const made: Partial<Sandbox> = { lost: lost.promise, dispose };
  return Object.assign(made as Sandbox, { lose: lost.resolve, isDisposed: () => dispose.mock.calls.length > 0 });
}

function lease(boot: (signal: AbortSignal) => Promise<Booted>) {
  const onReady = vi.fn();
  const onLost = vi.fn();
  return { lease: new EngineLease({ boot, onReady, onLost }), onReady, onLost };
}

const gone = new Failure('connection-lost', 'Gone.', 'Run again.');

test('boots once, however many ask, and anew after a failure', async () => {
  const boot = vi.fn(async () => ({ sandbox: sandbox(), label: 'A', passedOver: [] }));
  boot.mockRejectedValueOnce(gone);
  const { lease: engine } = lease(boot);
  await expect(engine.get()).rejects.toBe(gone);
  expect(await engine.get()).toBe(await engine.get());
  expect(boot).toHaveBeenCalledTimes(2);
});

test('a successor serves from the next get on, and the one before is disposed of', async () => {
  const [first, better] = [sandbox(), sandbox()];
  const coming = Promise.withResolvers<Sandbox>();
  const successor = { label: 'B', booted: coming.promise };
  const {
    lease: engine,
    onReady,
    onLost,
  } = lease(async () => ({ sandbox: first, label: 'A', passedOver: [], successor }));
  expect((await engine.get()).sandbox).toBe(first);
  expect(engine.takeover.value).toEqual({ kind: 'starting', label: 'B' });
  coming.resolve(better);
  await vi.waitFor(() => expect(engine.takeover.value).toEqual({ kind: 'ready', label: 'B' }));
  expect(first.isDisposed()).toBe(false);
  expect((await engine.get()).sandbox).toBe(better);
  expect(engine.takeover.value).toBeNull();
  await vi.waitFor(() => expect(onReady).toHaveBeenCalledTimes(2));
  expect(first.isDisposed()).toBe(true);
  first.lose(gone);
  better.lose(gone);
  await vi.waitFor(() => expect(onLost.mock.calls).toEqual([[gone]]));
});

test('a successor that does not come is told of, and the first one goes on', async () => {
  const first = sandbox();
  const successor = { label: 'B', booted: Promise.reject(new Failure('boot-failed', 'It hangs.', '')) };
  const { lease: engine } = lease(async () => ({ sandbox: first, label: 'A', passedOver: [], successor }));
  await engine.get();
  await vi.waitFor(() => expect(engine.takeover.value).toEqual({ kind: 'given-up', label: 'B', reason: 'It hangs.' }));
  expect((await engine.get()).sandbox).toBe(first);
});

test('release ends a boot under way, and disposes of what comes late', async () => {
  const [first, better] = [sandbox(), sandbox()];
  const coming = Promise.withResolvers<Sandbox>();
  const successor = { label: 'B', booted: coming.promise };
  let signal: AbortSignal | undefined;
  const { lease: engine } = lease(async (given) => {
    signal = given;
    return { sandbox: first, label: 'A', passedOver: [], successor };
  });
  await engine.get();
  await engine.release();
  expect([signal?.aborted, first.isDisposed()]).toEqual([true, true]);
  coming.resolve(better);
  await vi.waitFor(() => expect(better.isDisposed()).toBe(true));
});
