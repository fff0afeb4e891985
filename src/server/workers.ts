/** The server as the course teaches it: a primary that only starts, replaces and restarts workers, which share one port. */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';

/** A worker that lives so long came up; one that does not crashed at its start, and the next one waits. */
const HEALTHY_MS = 5_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** Pages are told to come back; a worker that still has not ended by then is ended. */
const GRACE_MS = 4_000;

/** @param port that they share. @param env for the workers. Settles when all of them listen there. Rejects when one ends before. */
export async function startWorkers(count: number, port: number, env: Readonly<Record<string, string>>): Promise<void> {
  let isEnding = false;
  let quickDeaths = 0;
  const leaving = new WeakSet<Worker>();
  const fork = () => {
    const worker = cluster.fork({ ...env, PORT: String(port) });
    const bornAt = performance.now();
    worker.once('exit', (code, signal) => {
      if (isEnding || leaving.has(worker)) return;
      quickDeaths = performance.now() - bornAt < HEALTHY_MS ? quickDeaths + 1 : 0;
      const wait = quickDeaths === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (quickDeaths - 1));
      console.error(
        `Worker ${worker.id} ended (${signal ?? `code ${code}`}). Another one takes its place in ${wait} ms.`,
      );
      setTimeout(fork, wait);
    });
    return worker;
  };
  await Promise.all(Array.from({ length: count }, () => listening(fork(), port)));

  let restarting: Promise<void> = Promise.resolve();
  // One after the other: at each moment all but one serve.
  const restartAll = async () => {
    for (const old of Object.values(cluster.workers ?? {})) {
      if (old === undefined) continue;
      leaving.add(old);
      await listening(fork(), port);
      await end(old);
    }
    console.log('All workers were replaced.');
  };
  process.on('SIGHUP', () => {
    restarting = restarting.then(restartAll);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isEnding = true;
      const all = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
      void Promise.all(all.map(end)).then(() => process.exit(0));
    });
  }
}

/** It has another port too, which it opens first. */
async function listening(worker: Worker, port: number): Promise<void> {
  const ended = once(worker, 'exit').then(() => {
    throw new Error('A worker ended before it could listen.');
  });
  const listens = new Promise<void>((resolve) => {
    worker.on('listening', (address) => {
      if (address.port === port) resolve();
    });
  });
  await Promise.race([listens, ended]);
}

async function end(worker: Worker): Promise<void> {
  const exited = once(worker, 'exit');
  worker.process.kill('SIGTERM');
  const late = setTimeout(() => worker.process.kill('SIGKILL'), GRACE_MS);
  await exited;
  clearTimeout(late);
}
