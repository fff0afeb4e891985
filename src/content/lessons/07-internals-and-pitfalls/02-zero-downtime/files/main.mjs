import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  // A new version is there: replace one worker after the other.
  process.on('SIGUSR2', async () => {
    for (const old of Object.values(cluster.workers)) {
      cluster.fork();
      old.disconnect();
      await once(old, 'exit');
      console.log(`worker ${old.id} has left`);
    }
  });
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer(async (request, response) => {
    await delay(50);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  // Clients may let a kept connection rest for 2 s; Node closes it a second later.
  server.keepAliveTimeout = 2000;
  server.listen(process.env.PORT);
}
