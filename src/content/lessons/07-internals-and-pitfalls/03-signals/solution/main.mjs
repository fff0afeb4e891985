import cluster from 'node:cluster';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  // A message to a worker that has just ended is an error, which unheard would end the primary.
  cluster.on('fork', (worker) => worker.on('error', () => {}));

  let stopping = false;
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} ended (${signal ?? code})`);
    if (!stopping) cluster.fork();
  });

  const stop = (signal) => {
    if (stopping) return;
    stopping = true;
    console.log(`${signal}: finishing what is under way`);
    const workers = Object.values(cluster.workers);
    for (const worker of workers) worker.disconnect();
    // With the last worker gone the primary ends by itself. A worker that is not done by then is killed.
    const killAll = () => workers.forEach((worker) => worker.process.kill('SIGKILL'));
    setTimeout(killAll, 5000).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  cluster.fork();
  cluster.fork();
} else {
  // Signals to the whole group reach this process too. The primary decides what becomes of it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});

  const server = http.createServer(async (request, response) => {
    await delay(1000);
    response.end(`Hello from worker ${cluster.worker.id}\n`);
  });
  server.listen(process.env.PORT);
}
