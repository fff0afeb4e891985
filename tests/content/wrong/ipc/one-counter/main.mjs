import cluster from 'node:cluster';
import http from 'node:http';

let counter = 0;

if (cluster.isPrimary) {
  cluster.on('exit', () => cluster.fork());
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  http
    .createServer((request, response) => {
      if (request.url === '/visit') counter++;
      response.end(String(counter));
    })
    .listen(process.env.PORT);
}
