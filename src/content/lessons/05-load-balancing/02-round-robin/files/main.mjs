import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  for (let i = 0; i < 3; i++) cluster.fork();

  // Once the third worker listens, the visitor comes: a program of its own, client.mjs.
  let listening = 0;
  cluster.on('listening', () => {
    if (++listening === 3) fork('client.mjs');
  });
} else {
  const server = http.createServer((request, response) => {
    response.end(`worker ${cluster.worker.id}`);
  });
  server.listen(process.env.PORT);
}
