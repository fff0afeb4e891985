import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const start = () => {
    const worker = cluster.fork();
    worker.on('exit', (code, signal) => {
      if (worker.exitedAfterDisconnect) return;
      console.log(`worker ${worker.id} ended (${signal ?? code})`);
      start();
    });
  };
  start();
  start();
} else {
  // The slip of many a deployment: a variable that is missing.
  if (process.env.DATABASE === undefined) throw new Error('DATABASE is not set');

  const server = http.createServer((request, response) => {
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
