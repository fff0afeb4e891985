// No round robin: each worker accepts by itself, whoever comes first.
import cluster from 'node:cluster';
import http from 'node:http';

// Before the first fork; the other value is cluster.SCHED_RR.
cluster.schedulingPolicy = cluster.SCHED_NONE;

if (cluster.isPrimary) {
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  http
    .createServer((request, response) => {
      response.end(`Hello from worker ${cluster.worker.id}\n`);
    })
    .listen(process.env.PORT);
}
