import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const { config } = await import('./config.mjs');

  // Some settings take longer to look up than others.
  const lookUp = (key, answer) => setTimeout(() => answer(config[key]), (key.length % 3) * 20);

  // A worker may have ended while its setting was looked up. Without a callback that would end the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  cluster.on('message', (worker, { id, key }) => lookUp(key, (value) => worker.send({ id, value }, whenGone)));
  cluster.fork();
  cluster.fork();
} else {
  const waiting = new Map();
  let lastId = 0;

  /** Asks the primary for a setting. Question and answer carry the same number. */
  const ask = (key) =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      process.send({ id, key });
    });

  process.on('message', ({ id, value }) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });

  http
    .createServer(async (request, response) => {
      response.end(await ask(request.url.slice(1)));
    })
    .listen(process.env.PORT);
}
