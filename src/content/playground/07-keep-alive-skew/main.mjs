// Round robin deals out connections, not requests.
import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  let answered = 0;

  http
    .createServer((request, response) => {
      answered++;
      response.end(`worker ${cluster.worker.id} has answered ${answered}\n`);
    })
    .listen(process.env.PORT);
}
