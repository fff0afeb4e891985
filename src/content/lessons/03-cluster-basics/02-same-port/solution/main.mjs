import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const port = Number(process.env.PORT);

  const server = http.createServer((request, response) => {
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(port, () => {
    console.log(`worker ${cluster.worker.id} listens on port ${port}`);
  });
}
