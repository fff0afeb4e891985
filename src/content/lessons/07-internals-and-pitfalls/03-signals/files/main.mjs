import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} ended (${signal ?? code}), here is another`);
    cluster.fork();
  });
  process.on('SIGINT', () => {
    console.log('the primary ends on Ctrl-C');
    cluster.disconnect(() => process.exit());
  });
  cluster.fork();
  cluster.fork();
} else {
  const server = http.createServer(async (request, response) => {
    await delay(1000);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
