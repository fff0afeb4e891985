import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  const { config } = await import('./config.mjs');

  cluster.on('message', (worker, { key }) => worker.send({ value: config[key] }));
  cluster.fork();
  cluster.fork();
} else {
  let resolveLast;
  process.on('message', ({ value }) => resolveLast(value));
  const ask = (key) =>
    new Promise((resolve) => {
      resolveLast = resolve;
      process.send({ key });
    });

  http
    .createServer(async (request, response) => {
      response.end(await ask(request.url.slice(1)));
    })
    .listen(process.env.PORT);
}
