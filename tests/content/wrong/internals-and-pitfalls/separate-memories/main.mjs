import cluster from 'node:cluster';
import http from 'node:http';

const LIMIT = 5;

if (cluster.isPrimary) {
  cluster.on('message', (from, message) => {
    for (const worker of Object.values(cluster.workers)) worker.send(message, () => undefined);
  });
  cluster.on('exit', () => cluster.fork());
  cluster.fork();
  cluster.fork();
} else {
  const sessions = new Set();
  let used = 0;
  process.on('message', ({ signedIn, limited }) => {
    if (signedIn) sessions.add(signedIn);
    if (limited) used += 1;
  });

  const server = http.createServer((request, response) => {
    if (request.url === '/limited') {
      response.writeHead(used < LIMIT ? 200 : 429).end();
      process.send({ limited: true });
      return;
    }

    const [, visitor] = /sid=([\w-]+)/.exec(request.headers.cookie) ?? [];
    if (visitor === undefined) {
      const id = crypto.randomUUID();
      process.send({ signedIn: id });
      response.setHeader('set-cookie', `sid=${id}`);
      response.end('Welcome.\n');
    } else if (sessions.has(visitor)) {
      response.end('You are still signed in.\n');
    } else {
      response.writeHead(401).end('Who are you?\n');
    }
  });
  server.listen(process.env.PORT);
}
