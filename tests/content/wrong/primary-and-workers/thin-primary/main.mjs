import cluster from 'node:cluster';
import http from 'node:http';
import { makeReport } from './report.mjs';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer((request, response) => {
    if (request.url === '/report') return response.end(makeReport());
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
