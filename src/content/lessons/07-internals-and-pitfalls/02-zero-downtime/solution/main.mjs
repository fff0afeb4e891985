import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  const retire = async (worker) => {
    worker.send('drain');
    // What is under way settles, or is handed to another worker.
    await delay(500);
    worker.disconnect();
    const killer = setTimeout(() => worker.process.kill('SIGKILL'), 10_000);
    await once(worker, 'exit');
    clearTimeout(killer);
    console.log(`worker ${worker.id} has left`);
  };

  // A new version is there: replace one worker after the other.
  process.on('SIGUSR2', async () => {
    for (const old of Object.values(cluster.workers)) {
      await once(cluster.fork(), 'listening');
      await retire(old);
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
  server.listen(process.env.PORT);

  process.on('message', (message) => {
    if (message !== 'drain') return;
    draining = true;
    // The primary gives a connection that is refused here to another worker.
    server.maxConnections = 0;
  });
}
