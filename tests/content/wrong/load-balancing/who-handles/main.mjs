import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  // It holds the port, so it is the one to name.
  cluster.fork({ ANSWERS: process.pid });
  cluster.fork({ ANSWERS: process.pid });
} else {
  const server = http.createServer((request, response) => {
    response.end(`answered by process ${process.env.ANSWERS}\n`);
  });
  server.listen(process.env.PORT);
}
