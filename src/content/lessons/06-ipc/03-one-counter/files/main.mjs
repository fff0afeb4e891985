import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  // A worker may be dead before its answer is sent. Without a callback that ends the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  let counter = 0;

  cluster.on('message', (worker, { id, set }) => {
    if (set !== undefined) counter = set;
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
      let counter = await ask({}); // read
      if (request.url === '/visit') counter = await ask({ set: counter + 1 }); // write
      response.end(String(counter));
    })
    .listen(process.env.PORT);
}
