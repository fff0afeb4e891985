// The output of silent workers is the primary's to read; that of others goes straight out.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (cluster.isPrimary) {
  await once(cluster.fork({ NAME: 'loud' }), 'exit');
  cluster.setupPrimary({ silent: true });
  const quiet = cluster.fork({ NAME: 'quiet' });
  const [out, errors] = await Promise.all([
    text(quiet.process.stdout),
    text(quiet.process.stderr),
    once(quiet, 'exit'),
  ]);
  console.log(JSON.stringify(out), JSON.stringify(errors));
} else {
  console.log(process.env.NAME, 'out');
  console.error(process.env.NAME, 'error');
  process.disconnect();
}
