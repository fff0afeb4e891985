import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  process.env.ROLE = 'web';
  cluster.fork();
  process.env.ROLE = 'jobs';
  cluster.fork();
  console.log(`primary: ROLE is ${process.env.ROLE}`);
} else if (process.env.ROLE === 'jobs') {
  console.log(`worker ${cluster.worker.id} looks for jobs`);
  setInterval(() => console.log('one more job done'), 5000);
} else {
  const server = http.createServer((request, response) => {
    response.end(`Hello from worker ${cluster.worker.id}, ROLE is ${process.env.ROLE}\n`);
  });
  server.listen(process.env.PORT);
}
