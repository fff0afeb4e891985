import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

// How long a client may let a kept connection rest. Node waits a second longer before it closes one.
const KEEP_ALIVE_MS = 2000;
// Longer than both: each kept connection has had an answer with "Connection: close", or has been closed for resting.
const DRAIN_MS = 3500;

if (cluster.isPrimary) {
  // A message to a worker that has just ended is an error, which unheard would end the primary.
  cluster.on('fork', (worker) => worker.on('error', () => {}));

  /** Whether the worker listens; false if it ends before. */
  const comesUp = (worker) =>
    new Promise((resolve) => {
      worker.once('listening', () => resolve(true));
      worker.once('exit', () => resolve(false));
    });

  const retire = async (worker) => {
    if (worker.isDead()) return;
    // It may end at any moment from here on, so listen for that first.
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.send('drain');
    await Promise.race([gone, delay(DRAIN_MS)]);
    worker.disconnect();
    const killer = setTimeout(() => worker.process.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(killer);
    console.log(`worker ${worker.id} has left`);
  };

  // A new version is there: replace one worker after the other.
  process.on('SIGUSR2', async () => {
    for (const old of Object.values(cluster.workers)) {
      if (!(await comesUp(cluster.fork()))) {
        console.log('the new version does not start: all others stay');
        return;
      }
      // The next new worker can start while this one drains.
      retire(old);
    }
  });
  cluster.fork();
  cluster.fork();
} else {
  let draining = false;
  const server = http.createServer(async (request, response) => {
    await delay(50);
    // The client opens its next connection anew, and meets another worker.
    if (draining) response.setHeader('connection', 'close');
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(process.env.PORT);

  process.on('message', (message) => {
    if (message !== 'drain') return;
    draining = true;
    // The primary gives a connection that is refused here to another worker.
    server.maxConnections = 0;
  });
}
