// A new version without a lost request: one worker after the other is replaced.
import cluster from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import { KEEP_ALIVE_MS, startWorker } from './worker.mjs';

// Longer than a kept connection may rest, and the second that Node adds: then each client has been told to go elsewhere.
const DRAIN_MS = KEEP_ALIVE_MS + 1500;

if (cluster.isPrimary) {
  // A message to a worker that has just ended is an error, which unheard would end the primary.
  cluster.on('fork', (worker) => worker.on('error', () => {}));
  cluster.fork();
  cluster.fork();
  // The signal of an operator who has put a new version in place.
  process.on('SIGUSR2', restart);
} else {
  startWorker();
}

async function restart() {
  const leaving = [];
  for (const old of Object.values(cluster.workers)) {
    // The new one first: at no time is there one worker less.
    const young = cluster.fork();
    if (!(await comesUp(young))) {
      console.log('the new version does not start: all others stay');
      return;
    }
    console.log(`worker ${young.id} takes the place of worker ${old.id}`);
    // The next new worker can start while this one drains.
    leaving.push(retire(old));
  }
  await Promise.all(leaving);
  console.log('restart done');
}

/** Whether the worker listens; false if it ends before. */
function comesUp(worker) {
  return new Promise((resolve) => {
    worker.once('listening', () => resolve(true));
    worker.once('exit', () => resolve(false));
  });
}

async function retire(worker) {
  if (worker.isDead()) return;
  // It may end at any moment from here on, so listen for that first.
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  worker.send('drain');
  await Promise.race([gone, delay(DRAIN_MS)]);
  worker.disconnect();
  await gone;
  console.log(`worker ${worker.id} has left`);
}
