import cluster from 'node:cluster';
import http from 'node:http';

const LIMIT = 5;

if (cluster.isPrimary) {
  cluster.on('exit', () => cluster.fork());
  cluster.fork();
  cluster.fork();
} else {
  const sessions = new Set();
  let used = 0;

  const server = http.createServer((request, response) => {
    if (request.url === '/limited') {
      used += 1;
      response.writeHead(used <= LIMIT ? 200 : 429).end();
      return;
    }

    const [, visitor] = /sid=([\w-]+)/.exec(request.headers.cookie) ?? [];
    if (visitor === undefined) {
      // Nobody we know yet: a new session, and a cookie to remember it by.
      const id = crypto.randomUUID();
      sessions.add(id);
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
