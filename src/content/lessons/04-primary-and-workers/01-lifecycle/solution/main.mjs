import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  const log = (worker, event) => console.log(`worker ${worker.id}: ${event}`);

  cluster.on('fork', (worker) => log(worker, 'fork'));
  cluster.on('online', (worker) => log(worker, 'online'));
  cluster.on('listening', (worker, { port }) => log(worker, `listening on ${port}`));
  cluster.on('disconnect', (worker) => log(worker, 'disconnect'));
  cluster.on('exit', (worker, code, signal) => log(worker, `exit (${signal ?? code})`));

  cluster.fork();
  cluster.fork();
} else {
  // What a real worker does first: read its configuration, reach the database.
  await delay(500);
  console.log(`worker ${cluster.worker.id} has reached the database`);

  const server = http.createServer((request, response) => {
    if (request.url === '/crash') process.exit(1);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
    if (request.url === '/leave') cluster.worker.disconnect();
  });
  server.listen(process.env.PORT);
}
