/** The primary about its cluster: setup, forks and each worker's life, from documented cluster events and a wrapped `fork`. */
import cluster, { type Worker } from 'node:cluster';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { observeChannel } from './channel.ts';
import type { Emit, Undo } from '../shared/emit.ts';

/** What `worker.forked` tells of the environment, at most. */
const ENV_ENTRIES = 16;
const ENV_CHARACTERS = 200;

export function observePrimary(emit: Emit): Undo {
  const undo = [observeWorkers(emit), wrapFork(emit)];
  return () => undo.forEach((each) => each());
}

function observeWorkers(emit: Emit): Undo {
  const listeners = {
    setup: () => {
      const policy = cluster.schedulingPolicy === cluster.SCHED_RR ? 'round-robin' : 'none';
      emit({ type: 'cluster.setup', policy });
    },
    online: (worker: Worker) => emit({ type: 'worker.online', id: worker.id }),
    listening: (worker: Worker, { port, address }: { port: number; address: string | null }) =>
      emit({ type: 'worker.listening', id: worker.id, port, address: address ?? null }),
    disconnect: (worker: Worker) =>
      emit({ type: 'worker.disconnected', id: worker.id, voluntary: isVoluntary(worker) }),
    exit: (worker: Worker, code: number | null, signal: string | null) =>
      emit({ type: 'worker.exited', id: worker.id, code, signal, voluntary: isVoluntary(worker) }),
  };
  for (const [name, listener] of Object.entries(listeners)) cluster.on(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) cluster.off(name, listener);
  };
}

/** Node has no event that comes before the program can use a new worker's channel, so `fork` itself is observed. */
function wrapFork(emit: Emit): Undo {
  const fork = cluster.fork;
  const namesAtStart = new Set(Object.keys(process.env));
  cluster.fork = function (this: typeof cluster, ...args: Parameters<typeof fork>) {
    const worker = Reflect.apply(fork, this, args);
    emit({
      type: 'worker.forked',
      id: worker.id,
      workerPid: worker.process.pid ?? 0,
      env: given(args[0]),
      primaryGained: Object.keys(process.env)
        .filter((name) => !namesAtStart.has(name))
        .slice(0, ENV_ENTRIES),
    });
    observeChannel(worker.process, { emit, worker: worker.id, side: 'primary' });
    return worker;
  };
  syncBuiltinESMExports();
  return () => {
    cluster.fork = fork;
    syncBuiltinESMExports();
  };
}

function given(env: unknown): Record<string, string> {
  if (typeof env !== 'object' || env === null) return {};
  const entries = Object.entries(env).slice(0, ENV_ENTRIES);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).slice(0, ENV_CHARACTERS)]));
}

/** Undefined, against its type, until someone asked for the disconnect. */
function isVoluntary({ exitedAfterDisconnect }: { exitedAfterDisconnect: boolean | undefined }): boolean {
  return exitedAfterDisconnect === true;
}
