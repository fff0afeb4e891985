import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  console.log('preparing the database');
  http.createServer((request, response) => response.end('hello\n')).listen(process.env.PORT);
}
