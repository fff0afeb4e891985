import cluster from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';

if (cluster.isPrimary) {
  const worker = cluster.fork();

  // Five settings for the worker, as early as possible.
  for (let i = 1; i <= 5; i++) worker.send({ setting: i });

  worker.on('message', (text) => console.log(text));
  worker.on('exit', () => console.log('worker gone'));
} else {
  await delay(500); // connects to its database

  const settings = [];
  process.on('message', ({ setting }) => settings.push(setting));

  await delay(300);
  process.send(`worker has ${settings.length} of 5 settings`, () => process.disconnect());
}
