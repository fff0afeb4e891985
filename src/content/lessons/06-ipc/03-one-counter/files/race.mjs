import cluster from 'node:cluster';

const WORKERS = 3;
const ADDITIONS = 1000;

if (cluster.isPrimary) {
  let total = 0;
  let ready = 0;
  let done = 0;

  cluster.on('message', (worker, message) => {
    if (message.get) worker.send({ total });
    if (message.set !== undefined) total = message.set;

    if (message === 'ready' && ++ready === WORKERS) {
      for (const each of Object.values(cluster.workers)) each.send('go');
    }
    if (message === 'done' && ++done === WORKERS) {
      console.log(`total: ${total} of ${WORKERS * ADDITIONS}`);
      cluster.disconnect();
    }
  });
  for (let i = 0; i < WORKERS; i++) cluster.fork();
} else {
  let left = ADDITIONS;

  // Ask for the total, add one, write it back. Then again.
  process.on('message', (message) => {
    if (message !== 'go') {
      process.send({ set: message.total + 1 });
      left -= 1;
    }
    process.send(left > 0 ? { get: true } : 'done');
  });
  process.send('ready');
}
