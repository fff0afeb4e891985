import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} ended (${signal ?? code})`);
    if (!worker.exitedAfterDisconnect) cluster.fork();
  });
  cluster.fork();
  cluster.fork();
} else {
  // Asked to end, it ends in order.
  process.on('SIGTERM', () => cluster.worker.disconnect());

  const server = http.createServer((request, response) => {
    if (request.url === '/loop') for (;;);
    if (request.url === '/busy') for (const end = Date.now() + 500; Date.now() < end;);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
