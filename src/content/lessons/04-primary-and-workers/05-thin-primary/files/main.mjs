import cluster from 'node:cluster';
import http from 'node:http';
import { makeReport } from './report.mjs';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();

  // The report is the same for all, so it is made here.
  cluster.on('message', (worker) => worker.send(makeReport()));
} else {
  const waiting = [];
  process.on('message', (report) => {
    for (const response of waiting.splice(0)) response.end(report);
  });

  const server = http.createServer((request, response) => {
    if (request.url === '/report') {
      waiting.push(response);
      process.send('a report, please');
      return;
    }
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
