// Fork again when a worker dies, but not for ever: pauses that grow, and an end.
import cluster from 'node:cluster';
import http from 'node:http';

const MOST_FAILURES = 5;
const HEALTHY_MS = 1000;
const PAUSE_MS = 100;

if (cluster.isPrimary) {
  let failures = 0;
  start();

  function start() {
    const worker = cluster.fork();
    let listensSince = Infinity;
    worker.on('listening', () => (listensSince = Date.now()));
    worker.on('exit', (code, signal) => {
      // A worker that served for a while is no sign of a loop. How long it took to start says nothing.
      failures = Date.now() - listensSince > HEALTHY_MS ? 0 : failures + 1;
      if (failures === MOST_FAILURES) {
        console.log(`${failures} failures in a row: giving up`);
        process.exit(1);
      }
      const pause = failures === 0 ? 0 : PAUSE_MS * 2 ** (failures - 1);
      console.log(`worker ${worker.id} ended (${signal ?? code}), the next in ${pause} ms`);
      setTimeout(start, pause);
    });
  }
} else {
  // Put DATABASE=here in the environment, and it stays up.
  if (process.env.DATABASE === undefined) {
    console.log(`worker ${cluster.worker.id}: DATABASE is not set`);
    process.exit(2);
  }
  http.createServer((request, response) => response.end('up\n')).listen(process.env.PORT);
}
