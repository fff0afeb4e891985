import cluster from 'node:cluster';

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
} else {
  console.log(`worker ${cluster.worker.id} is ready for anything`);
}
