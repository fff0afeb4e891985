// A worker is forked, online, listening, disconnected and gone, and every object tells so.
import cluster from 'node:cluster';
import net from 'node:net';
import { once } from 'node:events';
if (cluster.isPrimary) {
  const seen = [];
  for (const event of ['setup', 'fork', 'online', 'listening']) cluster.on(event, () => seen.push(event));
  const worker = cluster.fork({ GIVEN: 'to the worker' });
  console.log(worker.id, worker.isConnected(), worker.isDead(), worker.exitedAfterDisconnect, process.env.GIVEN);
  await once(worker, 'listening');
  console.log(seen, worker.state, worker.process.connected, worker.process.spawnargs.at(-1).endsWith('main.mjs'));
  const gone = Promise.all([once(worker, 'disconnect'), once(worker, 'exit')]);
  console.log(worker.disconnect() === worker);
  console.log(
    await gone,
    worker.isDead(),
    worker.exitedAfterDisconnect,
    worker.isConnected(),
    Object.keys(cluster.workers),
  );
} else {
  console.log(
    'worker:',
    cluster.worker.id,
    cluster.isPrimary,
    process.env.GIVEN,
    process.env.NODE_UNIQUE_ID,
    cluster.workers,
  );
  net.createServer().listen(process.env.PORT);
}
