import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    response.setHeader('connection', 'close');
    response.end(`worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
