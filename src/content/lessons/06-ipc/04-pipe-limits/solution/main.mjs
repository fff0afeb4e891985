import cluster from 'node:cluster';
import { parcel, verify } from './verify.mjs';

if (cluster.isPrimary) {
  // Structured clone instead of JSON; it must be set before the first fork.
  cluster.setupPrimary({ serialization: 'advanced' });
  const worker = cluster.fork();

  worker.on('message', () => worker.send(parcel));
} else {
  process.on('message', (received) => {
    verify(received);
    process.disconnect();
  });
  process.send('ready');
}
