// A new version without a lost request: one worker after the other is replaced.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startWorker } from './worker.mjs';

const MOMENT_MS = 300;

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  // The signal of an operator who has put a new version in place.
  process.on('SIGUSR2', restart);
} else {
  startWorker();
}

async function restart() {
  for (const old of Object.values(cluster.workers)) {
    // The new one first: at no time is there one worker less.
    const young = cluster.fork();
    await once(young, 'listening');
    old.send('drain');
    await delay(MOMENT_MS);
    old.disconnect();
    await once(old, 'exit');
    console.log(`worker ${old.id} has left, worker ${young.id} is in its place`);
  }
  console.log('restart done');
}
