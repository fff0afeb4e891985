// How a worker ends is told by code, signal and whether it was wished for.
import cluster from 'node:cluster';
import { once } from 'node:events';
const ways = ['exit 0', 'exit 3', 'throw', 'signal', 'kill', 'disconnect', 'disconnects itself', 'kills itself'];
if (cluster.isPrimary) {
  cluster.setupPrimary({ silent: true });
  for (const way of ways) {
    const worker = cluster.fork({ WAY: way });
    const exit = once(cluster, 'exit');
    await once(worker, 'message');
    if (way === 'signal') worker.process.kill('SIGKILL');
    else if (way === 'kill') worker.kill();
    else if (way === 'disconnect') worker.disconnect();
    else worker.send('now');
    const [{ id, exitedAfterDisconnect }, code, signal] = await exit;
    console.log(way, id, code, signal, exitedAfterDisconnect);
  }
} else {
  process.once('message', () => {
    if (process.env.WAY.startsWith('exit')) process.exit(Number(process.env.WAY.at(-1)));
    if (process.env.WAY === 'throw') throw new Error('broke');
    if (process.env.WAY === 'disconnects itself') cluster.worker.disconnect();
    if (process.env.WAY === 'kills itself') cluster.worker.kill();
  });
  process.send('ready');
}
