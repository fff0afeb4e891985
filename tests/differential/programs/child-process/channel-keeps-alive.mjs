// A listener for messages keeps a child alive until the channel closes; without one it ends by itself.
import { fork } from 'node:child_process';
import { once } from 'node:events';
const role = process.argv[2];
if (role === 'listens') process.on('message', () => {});
else if (role === 'listens unreferenced') {
  process.on('message', () => {});
  process.channel.unref();
} else if (role === 'disconnects') {
  process.on('disconnect', () => console.log('child hears disconnect', process.connected, process.send));
  process.on('message', () => {});
  process.send('up');
} else if (role === undefined) {
  console.log('nothing', await once(fork(process.argv[1], ['nothing']), 'exit'));
  console.log('unreferenced', await once(fork(process.argv[1], ['listens unreferenced']), 'exit'));
  const child = fork(process.argv[1], ['disconnects']);
  await once(child, 'message');
  child.disconnect();
  console.log('disconnected', child.connected, await once(child, 'exit'));
  const listens = fork(process.argv[1], ['listens']);
  listens.on('disconnect', () => console.log('parent hears disconnect'));
  listens.disconnect();
  console.log(await once(listens, 'exit'));
  try {
    listens.disconnect();
  } catch (error) {
    console.log(error.code);
  }
  await new Promise((resolve) => listens.on('error', (error) => resolve(console.log(error.code))).disconnect());
}
