// Workers share no memory and no channel: what one has to say goes through the primary.
import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  for (let i = 0; i < 3; i++) cluster.fork();

  cluster.on('message', (sender, message) => {
    for (const worker of Object.values(cluster.workers)) {
      // With a callback, a worker that has just ended is no error that ends the primary.
      if (worker !== sender) worker.send({ ...message, from: sender.id }, () => {});
    }
  });
} else {
  const heard = [];

  process.on('message', ({ text, from }) => {
    heard.push(text);
    console.log(`worker ${cluster.worker.id} heard from worker ${from}: ${text}`);
  });

  http
    .createServer((request, response) => {
      process.send({ text: `I was asked for ${request.url}` });
      response.end(`${heard.length} messages heard so far\n`);
    })
    .listen(process.env.PORT);
}
