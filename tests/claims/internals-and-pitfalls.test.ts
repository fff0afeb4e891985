/** What lesson 7 claims, shown on the pinned Node by counts, identity and order; never by a duration. */
import { once } from 'node:events';
import http from 'node:http';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { lessonFile, printed, withProgram } from '../support/with-program.ts';

const MEMORIES = '07-internals-and-pitfalls/01-separate-memories';

type Statuses = Readonly<Record<string, number>>;

async function statusesOf(program: TracedProgram, requests: number, path: string, cookies = false): Promise<Statuses> {
  const outcomes = await program.load({ requests, path, cookies });
  const statuses = outcomes.map(({ result }) => (result.kind === 'answered' ? String(result.status) : result.kind));
  return Object.fromEntries(
    Object.entries(Object.groupBy(statuses, (status) => status)).map(([status, all = []]) => [status, all.length]),
  );
}

experiment('limit-counts-per-worker', () =>
  withProgram(lessonFile(`${MEMORIES}/files/main.mjs`), async (program) => {
    await program.until('worker.listening', 2);
    expect(await statusesOf(program, 20, '/limited')).toEqual({ 200: 10, 429: 10 });
  }),
);

experiment('session-lives-in-one-worker', () =>
  withProgram(lessonFile(`${MEMORIES}/files/main.mjs`), async (program) => {
    await program.until('worker.listening', 2);
    const outcomes = await program.load({ requests: 6, path: '/me', cookies: true });
    const statuses = outcomes.map(({ result }) => result.kind === 'answered' && result.status);
    expect(statuses).toEqual([200, 401, 200, 401, 200, 401]);
  }),
);

experiment('cache-fills-once-per-worker', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
    else {
      const cache = new Map();
      http.createServer((request, response) => {
        response.statusCode = cache.has('row') ? 200 : 203;
        cache.set('row', 1);
        response.end();
      }).listen(process.env.PORT);
    }
  `,
    async (program) => {
      await program.until('worker.listening', 2);
      expect(await statusesOf(program, 10, '/')).toEqual({ 203: 2, 200: 8 });
    },
  ),
);

experiment('owner-outlives-workers', () =>
  withProgram(lessonFile(`${MEMORIES}/solution/main.mjs`), async (program) => {
    await program.until('worker.listening', 2);
    expect(await statusesOf(program, 3, '/limited')).toEqual({ 200: 3 });
    for (const { workerPid } of program.of('worker.forked').slice(0, 2)) process.kill(workerPid, 'SIGKILL');
    await program.until('worker.listening', 4);
    expect(await statusesOf(program, 17, '/limited')).toEqual({ 200: 2, 429: 15 });
  }),
);

// The primary listens itself and sends each connection to the worker that the visitor's address picks.
const STICKY = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  import net from 'node:net';
  if (cluster.isPrimary) {
    const workers = [cluster.fork(), cluster.fork()];
    const pick = (address) => workers[Number(address.split('.').at(-1)) % workers.length];
    const door = net.createServer({ pauseOnConnect: true }, (socket) => pick(socket.remoteAddress).send('visitor', socket));
    let ready = 0;
    cluster.on('message', () => { if (++ready === 2) door.listen(process.env.PORT, '0.0.0.0', () => console.log('open')); });
  } else {
    const sessions = new Set();
    const server = http.createServer((request, response) => {
      if (request.url === '/login') { sessions.add('ada'); response.end(); return; }
      response.writeHead(sessions.has(request.headers.cookie) ? 200 : 401).end();
    });
    process.on('message', (message, socket) => { server.emit('connection', socket); socket.resume(); });
    process.send('ready');
  }
`;

async function statusFrom(localAddress: string, port: number, path: string): Promise<number | undefined> {
  const request = http.get({ host: '127.0.0.1', port, path, localAddress, agent: false, headers: { cookie: 'ada' } });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}

experiment('sticky-ends-with-the-address', () =>
  withProgram(STICKY, async (program) => {
    await printed(program, 'open');
    const from = (address: string, path = '/me') => statusFrom(address, program.port, path);
    expect(await from('127.0.0.1', '/login')).toBe(200);
    expect([await from('127.0.0.1'), await from('127.0.0.1')], 'same address, other connection').toEqual([200, 200]);
    expect(await from('127.0.0.2'), 'same visitor, other address').toBe(401);
  }),
);
