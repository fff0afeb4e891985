import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    // The primary holds the port, so it is the one that answers?
    response.end(`answered by process ${process.ppid}\n`);
  });
  server.listen(process.env.PORT);
}
