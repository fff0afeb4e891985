import cluster from 'node:cluster';
import { parcel, verify } from './verify.mjs';

if (cluster.isPrimary) {
  const worker = cluster.fork();

  worker.on('message', () => {
    try {
      worker.send(parcel);
    } catch (error) {
      // JSON has no way to write a BigInt.
      console.log(`send refused: ${error.message}`);
      const { big, ...rest } = parcel;
      worker.send({ ...rest, big: String(big) });
    }
  });
} else {
  process.on('message', (received) => {
    verify(received);
    process.disconnect();
  });
  process.send('ready');
}
