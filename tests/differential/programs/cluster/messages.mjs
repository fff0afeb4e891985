// Primary and worker exchange messages in order, with callbacks, and a broken channel says so.
import cluster from 'node:cluster';
import { once } from 'node:events';
if (cluster.isPrimary) {
  cluster.on('message', (worker, message, handle) => console.log('cluster heard', worker.id, message, handle));
  const worker = cluster.fork();
  await once(worker, 'online');
  for (const message of ['one', { two: [2] }, 3]) worker.send(message);
  worker.send('with a callback', (error) => console.log('sent', error));
  await new Promise((resolve) => {
    worker.on('message', (message) => {
      console.log('worker object heard', message);
      if (message === 'done') resolve();
    });
  });
  worker.send('go');
  console.log(await once(worker, 'exit'));
  worker.on('error', (error) => console.log(error.code));
  worker.send('late');
} else {
  process.on('message', (message) => {
    if (message === 'go') return process.exit(4);
    cluster.worker.send({ echo: message });
    if (message === 'with a callback') process.send('done');
  });
}
