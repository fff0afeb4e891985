import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const { config } = await import('./config.mjs');

  // Some settings take longer to look up than others.
  const lookUp = (key, answer) => setTimeout(() => answer(config[key]), (key.length % 3) * 100);

  cluster.on('message', (worker, { key }) => lookUp(key, (value) => worker.send({ value })));
  cluster.fork();
  cluster.fork();
} else {
  // Who asked first gets the first answer.
  const queue = [];
  process.on('message', ({ value }) => queue.shift()(value));
  const ask = (key) =>
    new Promise((resolve) => {
      queue.push(resolve);
      process.send({ key });
    });

  http
    .createServer(async (request, response) => {
      response.end(await ask(request.url.slice(1)));
    })
    .listen(process.env.PORT);
}
