import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  // A worker may be dead before its answer is sent. Without a callback that ends the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  let counter = 0;

  // Reading and writing happen here, in one go: nobody can come between.
  cluster.on('message', (worker, { id, add }) => {
    counter += add;
    worker.send({ id, counter }, whenGone);
  });
  cluster.on('exit', () => cluster.fork());
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  const waiting = new Map();
  let lastId = 0;

  const ask = (message) =>
    new Promise((resolve) => {
      waiting.set(++lastId, resolve);
      process.send({ id: lastId, ...message });
    });
  process.on('message', ({ id, counter }) => {
    waiting.get(id)?.(counter);
    waiting.delete(id);
  });

  http
    .createServer(async (request, response) => {
      const counter = await ask({ add: request.url === '/visit' ? 1 : 0 });
      response.end(String(counter));
    })
    .listen(process.env.PORT);
}
