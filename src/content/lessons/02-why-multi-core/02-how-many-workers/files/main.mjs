import cluster from 'node:cluster';
import os from 'node:os';

if (cluster.isPrimary) {
  // One worker for each core of this computer. (This sandbox has room for 16.)
  const count = Math.min(os.cpus().length, 16);

  console.log(`listed ${os.cpus().length}, usable ${os.availableParallelism()}, forking ${count}`);
  for (let i = 0; i < count; i++) cluster.fork();
} else {
  setInterval(() => {}, 1000); // the worker's work would be here
}
