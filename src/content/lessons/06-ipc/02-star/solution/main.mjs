import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  // A worker that has just ended may still be in the list. Without a callback that would end the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  // The primary is the only one who has a channel to every worker: it passes news on to all of them.
  cluster.on('message', (sender, text) => {
    for (const worker of Object.values(cluster.workers)) worker.send(text, whenGone);
  });
  cluster.fork();
  cluster.fork();
} else {
  const listeners = new Set();

  /** Tells everybody who listens, at whatever worker. */
  const publish = (text) => process.send(text);

  process.on('message', (text) => {
    console.log(`worker ${cluster.worker.id} tells ${listeners.size} of the listeners`);
    for (const response of listeners) response.write(`data: ${text}\n\n`);
  });

  http
    .createServer((request, response) => {
      if (request.url === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': welcome\n\n');
        listeners.add(response);
        response.on('close', () => listeners.delete(response));
        return;
      }
      if (request.url === '/publish') publish('news');
      response.end('ok');
    })
    .listen(process.env.PORT);
}
