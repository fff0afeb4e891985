import cluster from 'node:cluster';
import http from 'node:http';

const LONGEST_WAIT_MS = 5000;

if (cluster.isPrimary) {
  let failures = 0;

  const start = () => {
    const worker = cluster.fork();
    worker.on('exit', (code, signal) => {
      if (worker.exitedAfterDisconnect) return;
      failures++;
      console.log(`worker ${worker.id} ended (${signal ?? code}), failures so far: ${failures}`);

      if (failures === 5) {
        console.log('giving up');
        process.exit(1);
      }
      setTimeout(start, failures === 0 ? 0 : Math.min(100 * 2 ** failures, LONGEST_WAIT_MS));
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
