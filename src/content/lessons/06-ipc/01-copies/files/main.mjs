import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const { config } = await import('./config.mjs');

  // Some settings take longer to look up than others.
  const lookUp = (key, answer) => setTimeout(() => answer(config[key]), (key.length % 3) * 20);

  // A worker may have ended while its setting was looked up. Without a callback that would end the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  cluster.on('message', (worker, { key }) => lookUp(key, (value) => worker.send({ value }, whenGone)));
  cluster.fork();
  cluster.fork();
} else {
  /** Asks the primary for a setting. */
  const ask = (key) =>
    new Promise((resolve) => {
      // The next message is the answer. Whose answer?
      process.once('message', ({ value }) => resolve(value));
      process.send({ key });
    });

  http
    .createServer(async (request, response) => {
      response.end(await ask(request.url.slice(1)));
    })
    .listen(process.env.PORT);
}
