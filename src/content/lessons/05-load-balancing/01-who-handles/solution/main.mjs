import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    response.end(`answered by process ${process.pid}\n`);
  });
  server.listen(process.env.PORT);
}
