import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  cluster.on('fork', (worker) => console.log(`worker ${worker.id}: fork`));
  cluster.on('online', (worker) => console.log(`worker ${worker.id}: online`));
  cluster.on('exit', (worker) => console.log(`worker ${worker.id}: exit`));
  cluster.fork();
  cluster.fork();
} else {
  await delay(500);
  const { id } = cluster.worker;
  const server = http.createServer((request, response) => {
    if (request.url === '/crash') process.exit(1);
    response.end(`Hello from worker ${id}\n`);
    if (request.url === '/leave') cluster.worker.disconnect();
  });
  server.listen(process.env.PORT, () => console.log(`worker ${id}: listening`));
  cluster.worker.on('disconnect', () => console.log(`worker ${id}: disconnect`));
}
