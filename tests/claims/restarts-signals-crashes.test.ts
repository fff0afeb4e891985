/** What steps 2 to 4 of lesson 7 claim, shown on the pinned Node by counts, identity and order; never by a duration. */
import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { lessonFile, printed, served, withProgram } from '../support/with-program.ts';

const LESSON = '07-internals-and-pitfalls';

/** Two workers that answer after `ms`; `/loop` never ends. */
const twoWorkers = (ms: number, inPrimary = '', inWorker = '') => `
  import cluster from 'node:cluster';
  import { once } from 'node:events';
  import http from 'node:http';
  import { setTimeout as delay } from 'node:timers/promises';
  if (cluster.isPrimary) { ${inPrimary}; cluster.fork(); cluster.fork(); }
  else {
    const server = http.createServer(async (request, response) => {
      if (request.url === '/loop') for (;;);
      await delay(${ms});
      response.end('hello');
    }).listen(process.env.PORT);
    ${inWorker}
  }
`;

const endings = (outcomes: Awaited<ReturnType<TracedProgram['load']>>) =>
  outcomes.map(({ result }) => (result.kind === 'failed' ? result.code : result.kind)).toSorted();

experiment('disconnect-waits-for-busy-connections', () =>
  withProgram(
    // The old worker is told to disconnect while it works on its 20th request, which ends only after that.
    `
    import cluster from 'node:cluster';
    import { once } from 'node:events';
    import http from 'node:http';
    import { setTimeout as delay } from 'node:timers/promises';
    if (cluster.isPrimary) {
      const old = cluster.fork();
      old.once('message', async () => { await once(cluster.fork(), 'listening'); old.disconnect(); });
    } else {
      let count = 0;
      const server = http.createServer(async (request, response) => {
        if (++count === 20) process.send('replace me');
        while (count === 20 && server.listening) await delay(10);
        response.end('hello');
      }).listen(process.env.PORT);
    }
  `,
    async (program) => {
      await program.until('worker.listening');
      const outcomes = await program.load({ requests: 100, connections: 1, keepAlive: true });
      expect(new Set(endings(outcomes))).toEqual(new Set(['answered']));
      expect(served(program)).toEqual({ 1: 100 });
      const lastAnswer = Math.max(...program.of('request.finished').map(({ at }) => at));
      expect((await program.until('worker.listening', 2)).at).toBeLessThan(lastAnswer);
      expect((await program.until('worker.exited')).at).toBeGreaterThan(lastAnswer);
    },
  ),
);

experiment('close-cuts-kept-connections', () =>
  withProgram(
    // While the process is busy, the second request on a kept connection waits in the kernel. Then the server closes.
    `
    import http from 'node:http';
    const server = http.createServer((request, response) => {
      if (request.url !== '/close') return response.end('hello');
      console.log('busy');
      for (const end = Date.now() + 1_000; Date.now() < end; );
      server.close();
      response.end();
    });
    server.listen(process.env.PORT, () => console.log('listens'));
  `,
    async (program) => {
      await printed(program, 'listens');
      const kept = net.connect(program.port, '127.0.0.1').setEncoding('utf8');
      kept.on('error', () => undefined);
      let heard = '';
      kept.on('data', (data) => (heard += String(data)));
      kept.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
      const closed = new Promise((resolve) => kept.once('close', resolve));
      await once(kept, 'data');
      const closing = program.load({ requests: 1, path: '/close' });
      await printed(program, 'busy');
      kept.write('GET /again HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await closed;
      expect(heard.split('hello')).toHaveLength(2);
      expect(endings(await closing)).toEqual(['answered']);
      expect(program.of('request.started').map(({ path }) => path)).toEqual(['/', '/close']);
    },
  ),
);

experiment('close-leaves-new-connections', () =>
  withProgram(
    // It was accepted and has sent nothing; after the server was closed, it sends its request.
    `
    import http from 'node:http';
    const server = http.createServer((request, response) => response.end('hello'));
    server.on('connection', () => { server.close(); console.log('closed'); });
    server.listen(process.env.PORT, () => console.log('listens'));
  `,
    async (program) => {
      await printed(program, 'listens');
      const silent = net.connect(program.port, '127.0.0.1').setEncoding('utf8');
      await printed(program, 'closed');
      silent.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      const [answer] = (await once(silent, 'data')) as [string];
      expect(answer).toMatch(/^HTTP\/1\.1 200/);
      expect(await program.exit).toMatchObject({ code: 0 });
    },
  ),
);

experiment('max-connections-hands-back', () =>
  withProgram(
    twoWorkers(
      0,
      `cluster.once('message', () => console.log('worker 1 takes none'))`,
      `if (cluster.worker.id === 1) server.on('listening', () => { server.maxConnections = 0; process.send('full'); })`,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      await printed(program, 'worker 1 takes none');
      const outcomes = await program.load({ requests: 20 });
      expect(new Set(endings(outcomes))).toEqual(new Set(['answered']));
      expect(served(program)).toEqual({ 2: 20 });
      expect(new Set(program.of('connection.rejected').map(({ by }) => by))).toEqual(new Set([1]));
    },
  ),
);

experiment('drained-restart-loses-nothing', () =>
  withProgram(lessonFile(`${LESSON}/02-zero-downtime/solution/main.mjs`), async (program) => {
    await program.until('worker.listening', 2);
    const loads = [
      program.load({ requests: 300, connections: 5 }),
      program.load({ requests: 300, connections: 5, keepAlive: true }),
      // They ask again after a pause, until the old workers are gone.
      program.load({ requests: 300, connections: 40, keepAlive: true, paceMs: 600, staggerMs: 15 }),
    ];
    await program.until('request.started', 50);
    process.kill(program.pid, 'SIGUSR2');
    expect(new Set(endings((await Promise.all(loads)).flat()))).toEqual(new Set(['answered']));
    await program.until('worker.exited', 2);
    const before = served(program);
    await program.load({ requests: 4 });
    expect(served(program)).toEqual({ ...before, 3: (before[3] ?? 0) + 2, 4: (before[4] ?? 0) + 2 });
  }),
);

const listensForSignals = twoWorkers(
  0,
  `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log('primary got ' + name))`,
  `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log('worker got ' + name))`,
);

experiment('ctrl-c-reaches-the-group', () =>
  withProgram(listensForSignals, async (program) => {
    await program.until('worker.listening', 2);
    process.kill(-program.pid, 'SIGINT');
    await printed(program, 'primary got SIGINT');
    await printed(program, 'worker got SIGINT', 2);
  }),
);

experiment('sigterm-reaches-one', () =>
  withProgram(listensForSignals, async (program) => {
    await program.until('worker.listening', 2);
    process.kill(program.pid, 'SIGTERM');
    await printed(program, 'primary got SIGTERM');
    // Whatever the module might have passed on would be there after these.
    await program.load({ requests: 20 });
    expect(program.text).toBe('primary got SIGTERM\n');
  }),
);

/** Four requests under way, then `signal`; how they ended. */
async function endingsAfter(program: TracedProgram, signal: () => void): Promise<string[]> {
  await program.until('worker.listening', 2);
  const load = program.load({ requests: 4, connections: 4 });
  await program.until('request.started', 4);
  signal();
  return endings(await load);
}

const ALL_RESET = ['ECONNRESET', 'ECONNRESET', 'ECONNRESET', 'ECONNRESET'];

experiment('sigterm-without-handler', () =>
  withProgram(twoWorkers(3_000), async (program) => {
    expect(await endingsAfter(program, () => process.kill(program.pid, 'SIGTERM'))).toEqual(ALL_RESET);
    expect(await program.exit).toEqual({ code: null, signal: 'SIGTERM' });
    expect(program.of('process.exiting').map(({ worker, code }) => [worker, code])).toEqual(
      expect.arrayContaining([
        [1, 0],
        [2, 0],
      ]),
    );
  }),
);

const CAREFUL = `process.on('SIGINT', () => { for (const worker of Object.values(cluster.workers)) worker.disconnect(); })`;

experiment('workers-die-of-ctrl-c', () =>
  withProgram(twoWorkers(3_000, CAREFUL), async (program) => {
    expect(await endingsAfter(program, () => process.kill(-program.pid, 'SIGINT'))).toEqual(ALL_RESET);
    await program.exit;
    // A process that ends by itself says so; one that a signal ends cannot. The primary may fail while it writes to the dead.
    expect(program.of('process.exiting').filter(({ worker }) => worker > 0)).toEqual([]);
    for (const { signal } of program.of('worker.exited')) expect(signal).toBe('SIGINT');
  }),
);

experiment('workers-end-by-sigterm-to-the-group', () =>
  withProgram(twoWorkers(3_000, CAREFUL.replace('SIGINT', 'SIGTERM')), async (program) => {
    expect(await endingsAfter(program, () => process.kill(-program.pid, 'SIGTERM'))).toEqual(ALL_RESET);
    await program.exit;
    for (const { signal } of program.of('worker.exited')) expect(signal).toBe('SIGTERM');
  }),
);

experiment('orderly-end-needs-no-exit', () =>
  withProgram(twoWorkers(500, CAREFUL, `process.on('SIGINT', () => {})`), async (program) => {
    expect(new Set(await endingsAfter(program, () => process.kill(-program.pid, 'SIGINT')))).toEqual(
      new Set(['answered']),
    );
    expect(await program.exit).toEqual({ code: 0, signal: null });
  }),
);

experiment('disconnect-calls-back-early', () =>
  withProgram(
    twoWorkers(
      1_000,
      `cluster.on('exit', (worker) => console.log('exit ' + worker.id));
       process.on('SIGUSR2', () => cluster.disconnect(() => console.log('callback')))`,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      const load = program.load({ requests: 1 });
      await program.until('request.started');
      process.kill(program.pid, 'SIGUSR2');
      expect(endings(await load)).toEqual(['answered']);
      await program.exit;
      const lines = program.text.trim().split('\n');
      expect(lines).toHaveLength(3);
      expect(lines.at(-1)).toMatch(/^exit/);
      expect(lines).toContain('callback');
    },
  ),
);

experiment('a-crash-loses-what-is-under-way', () =>
  withProgram(twoWorkers(3_000), async (program) => {
    await program.until('worker.listening', 2);
    const load = program.load({ requests: 8, connections: 8, timeoutMs: 15_000 });
    await program.until('request.started', 8);
    const lost = served(program)[1] ?? 0;
    process.kill(program.of('worker.forked').find(({ id }) => id === 1)?.workerPid ?? 0, 'SIGKILL');
    const ends = endings(await load);
    expect(lost).toBeGreaterThan(0);
    expect(ends.filter((end) => end === 'ECONNRESET')).toHaveLength(lost);
    expect(ends.filter((end) => end === 'answered')).toHaveLength(8 - lost);
  }),
);

/** A worker hangs, six visitors come, the worker is killed: how the visitors' requests ended. */
async function visitorsOfAHungWorker(program: TracedProgram): Promise<string[]> {
  await program.until('worker.listening', 2);
  const loop = program.load({ requests: 1, path: '/loop', timeoutMs: 15_000 });
  const { pid } = await program.until('request.started');
  const visitors = program.load({ requests: 6, connections: 6, timeoutMs: 4_000 });
  // The healthy worker has served all that ever reach it before the other one dies.
  await program.until('request.finished', 5);
  process.kill(pid, 'SIGKILL');
  expect(endings(await loop)).toEqual(['ECONNRESET']);
  return endings(await visitors);
}

experiment('a-killed-worker-orphans-a-visitor', () =>
  withProgram(twoWorkers(0), async (program) => {
    const ends = await visitorsOfAHungWorker(program);
    expect(ends).toEqual(['answered', 'answered', 'answered', 'answered', 'answered', 'timed-out']);
  }),
);

experiment('no-orphan-without-round-robin', () =>
  withProgram(
    twoWorkers(0),
    async (program) => {
      expect(new Set(await visitorsOfAHungWorker(program))).toEqual(new Set(['answered']));
    },
    { env: { NODE_CLUSTER_SCHED_POLICY: 'none' } },
  ),
);
