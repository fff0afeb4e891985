import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  // A new version is there: replace one worker after the other.
  process.on('SIGUSR2', async () => {
    for (const old of Object.values(cluster.workers)) {
      await once(cluster.fork(), 'listening');
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
  server.listen(process.env.PORT);
}
