import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    response.end(`worker ${cluster.worker.id}\n`);
  });
  server.maxRequestsPerSocket = 10; // then the client opens a new connection, and the primary chooses again
  server.listen(process.env.PORT);
}
