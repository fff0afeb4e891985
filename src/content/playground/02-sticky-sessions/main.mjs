// Sessions in a worker's memory: who comes back must meet the same worker.
import cluster from 'node:cluster';
import { startWorker } from './worker.mjs';
import { startBalancer } from './balancer.mjs';

if (cluster.isPrimary) {
  startBalancer([cluster.fork(), cluster.fork(), cluster.fork()]);
} else {
  startWorker();
}
