import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  let client;
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} ended (${signal ?? code}), here is another`);
    // The client may be done, and an error that nobody hears would end the primary.
    client?.send({ ended: worker.id }, () => {});
    cluster.fork();
  });

  let listening = 0;
  cluster.on('listening', () => {
    if (++listening !== 2) return;
    // A bug: worker 1 hangs from here on. Then visitors come.
    cluster.workers[1].send('hang');
    client = fork('client.mjs');
  });
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer(async (request, response) => {
    // Some payments take long. The order is placed when the request arrives.
    if (request.method === 'POST') await delay(5000);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);

  process.on('message', () => {
    console.log(`worker ${cluster.worker.id} hangs`);
    for (;;);
  });
}
