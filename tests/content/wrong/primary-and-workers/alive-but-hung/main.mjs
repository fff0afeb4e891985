import cluster from 'node:cluster';
import http from 'node:http';

const BEAT_MS = 50;
const MOST_MISSED = 3;

if (cluster.isPrimary) {
  /** Worker id -> beats that it has missed in a row. */
  const missed = new Map();
  cluster.on('message', (worker) => missed.set(worker.id, 0));
  setInterval(() => {
    for (const [id, count] of missed) {
      missed.set(id, count + 1);
      if (count >= MOST_MISSED) cluster.workers[id]?.process.kill('SIGKILL');
    }
  }, BEAT_MS);

  cluster.on('exit', (worker, code, signal) => {
    missed.delete(worker.id);
    console.log(`worker ${worker.id} ended (${signal ?? code})`);
    if (!worker.exitedAfterDisconnect) cluster.fork();
  });
  cluster.fork();
  cluster.fork();
} else {
  setInterval(() => process.send('beat'), BEAT_MS);

  // Asked to end, it ends in order.
  process.on('SIGTERM', () => cluster.worker.disconnect());

  const server = http.createServer((request, response) => {
    if (request.url === '/loop') for (;;);
    if (request.url === '/busy') for (const end = Date.now() + 500; Date.now() < end;);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
