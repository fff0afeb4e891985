// The shape of the example in Node's documentation: one file, two roles.
import cluster from 'node:cluster';
import http from 'node:http';
import { availableParallelism } from 'node:os';

// One worker for each core, though no more than fit well on a picture.
const workers = Math.min(availableParallelism(), 4);

if (cluster.isPrimary) {
  console.log(`primary ${process.pid} forks ${workers}`);
  for (let i = 0; i < workers; i++) cluster.fork();

  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.process.pid} ended (${signal ?? code})`);
  });
} else {
  // Each worker asks for the same port, and all of them get it.
  http
    .createServer((request, response) => {
      response.end(`Hello from worker ${cluster.worker.id}\n`);
    })
    .listen(process.env.PORT);

  console.log(`worker ${process.pid} started`);
}
