import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a client may let a kept connection rest. */
export const KEEP_ALIVE_MS = 2000;
const ANSWER_MS = 40;

export function startWorker() {
  let draining = false;

  const server = http.createServer(async (request, response) => {
    await delay(ANSWER_MS);
    // A client that kept its connection opens the next one anew.
    if (draining) response.setHeader('connection', 'close');
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(process.env.PORT);

  process.on('message', (message) => {
    if (message !== 'drain') return;
    draining = true;
    // What is refused here, the primary gives to another worker.
    server.maxConnections = 0;
  });
}
