import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    // A worker's parent is the primary, and the primary holds the port. So it is the primary that answers?
    response.end(`answered by process ${process.ppid}\n`);
  });
  server.listen(process.env.PORT);
}
