import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  cluster.on('exit', (worker, code, signal) => {
    console.log(`worker ${worker.id} is gone (${signal ?? `exit code ${code}`})`);
    cluster.fork();
  });
} else {
  const server = http.createServer((request, response) => {
    response.end(`Hello from worker ${cluster.worker.id}\n`);
    // For instance after so many requests, or when its memory has grown too large.
    if (request.url === '/retire') cluster.worker.disconnect();
  });
  server.listen(process.env.PORT);
}
