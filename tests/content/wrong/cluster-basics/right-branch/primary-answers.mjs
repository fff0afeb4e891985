import cluster from 'node:cluster';
import http from 'node:http';

const server = http.createServer((request, response) => response.end(`Hello from process ${process.pid}\n`));
if (cluster.isPrimary) {
  server.listen(process.env.PORT, () => {
    cluster.fork();
    cluster.fork();
  });
} else {
  server.on('error', () => console.log('somebody listens already'));
  server.listen(process.env.PORT);
}
