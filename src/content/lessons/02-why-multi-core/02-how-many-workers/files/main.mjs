import cluster from 'node:cluster';
import os from 'node:os';

if (cluster.isPrimary) {
  // One worker for each core of this computer.
  const count = os.cpus().length;

  console.log(`listed ${os.cpus().length}, usable ${os.availableParallelism()}, forking ${count}`);
  for (let i = 0; i < count; i++) cluster.fork();
} else {
  setInterval(() => {}, 1000); // the worker's work would be here
}
