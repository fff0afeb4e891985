import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const server = http.createServer((request, response) => {
    response.end(`Hello from process ${process.pid}\n`);
  });
  server.listen(process.env.PORT);

  cluster.fork();
  cluster.fork();
} else {
  console.log(`worker ${cluster.worker.id} waits for work`);
}
