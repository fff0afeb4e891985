import cluster from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  const worker = cluster.fork();

  worker.on('message', (text) => {
    // Only now does somebody listen over there.
    if (text === 'ready') for (let i = 1; i <= 5; i++) worker.send({ setting: i });
    else console.log(text);
  });
  worker.on('exit', () => console.log('worker gone'));
} else {
  await delay(500); // connects to its database

  const settings = [];
  process.on('message', ({ setting }) => {
    settings.push(setting);
    if (settings.length < 5) return;
    process.send(`worker has ${settings.length} of 5 settings`, () => process.disconnect());
  });
  process.send('ready');
}
