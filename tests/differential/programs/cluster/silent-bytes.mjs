// The primary reads of a silent worker what it printed, byte for byte, and a worker that nobody reads goes on.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
if (cluster.isPrimary) {
  cluster.setupPrimary({ silent: true });
  const worker = cluster.fork({ PART: 'read' });
  const [out, err] = await Promise.all([
    buffer(worker.process.stdout),
    buffer(worker.process.stderr),
    once(worker, 'exit'),
  ]);
  console.log(JSON.stringify(String(out)), JSON.stringify(String(err)));
  const unread = cluster.fork({ PART: 'unread' });
  const [message] = await once(unread, 'message');
  console.log(message);
  unread.process.kill('SIGKILL');
} else if (process.env.PART === 'read') {
  console.log('hello');
  console.error('to the other stream');
  process.disconnect();
} else {
  console.log('x'.repeat(1_000_000));
  process.send('went on');
}
