import cluster from 'node:cluster';
import http from 'node:http';

const LIMIT = 5;

if (cluster.isPrimary) {
  // A worker may be dead before its answer is sent. Without a callback that ends the primary.
  const whenGone = (error) => error && console.log(`not delivered: ${error.code}`);

  // One owner for what must be true in every worker. It outlives them all.
  const sessions = new Set();
  let used = 0;

  const answers = {
    signIn() {
      const id = crypto.randomUUID();
      sessions.add(id);
      return id;
    },
    isKnown: (visitor) => sessions.has(visitor),
    use: () => ++used <= LIMIT,
  };

  cluster.on('message', (worker, { number, question, about }) => {
    const answer = answers[question](about);
    worker.send({ number, answer }, whenGone);
  });
  cluster.on('exit', () => cluster.fork());
  cluster.fork();
  cluster.fork();
} else {
  // Questions to the primary, by number, until their answer comes.
  const waiting = new Map();
  let number = 0;

  const ask = (question, about) =>
    new Promise((resolve) => {
      waiting.set(++number, resolve);
      process.send({ number, question, about });
    });

  process.on('message', ({ number, answer }) => {
    waiting.get(number)(answer);
    waiting.delete(number);
  });

  const server = http.createServer(async (request, response) => {
    if (request.url === '/limited') {
      response.writeHead((await ask('use')) ? 200 : 429).end();
      return;
    }

    const [, visitor] = /sid=([\w-]+)/.exec(request.headers.cookie) ?? [];
    if (visitor === undefined) {
      response.setHeader('set-cookie', `sid=${await ask('signIn')}`);
      response.end('Welcome.\n');
    } else if (await ask('isKnown', visitor)) {
      response.end('You are still signed in.\n');
    } else {
      response.writeHead(401).end('Who are you?\n');
    }
  });
  server.listen(process.env.PORT);
}
