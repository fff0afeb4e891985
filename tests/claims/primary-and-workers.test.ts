/** What steps 1 to 3 of lesson 4 claim, shown on the pinned Node by counts, identity and order; never by a duration. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { printed, served, withProgram } from '../support/with-program.ts';

const SERVER = `
  http.createServer((request, response) => {
    if (request.url === '/throw') throw new Error('boom');
    if (request.url === '/exit7') process.exit(7);
    if (request.url === '/kill') process.kill(process.pid, 'SIGKILL');
    if (request.url === '/channel') process.disconnect();
    response.end('hello');
    if (request.url === '/leave') cluster.worker.disconnect();
  }).listen(process.env.PORT);
`;

const twoWorkers = (inPrimary = '', inWorker = SERVER) => `
  import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) { ${inPrimary}; cluster.fork(); cluster.fork(); }
  else { ${inWorker} }
`;

// Without a pid it throws; the pid 0 would be this test's own process group.
const kill = (pid: number | undefined) => process.kill(pid ?? Number.NaN, 'SIGKILL');

experiment('master-is-the-old-name', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    console.log(cluster.isMaster === cluster.isPrimary, cluster.setupMaster === cluster.setupPrimary);
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('true true\n');
    },
  ),
);

experiment('online-comes-before-your-code', () =>
  withProgram(
    // The worker's file goes on only after the primary, told that it is online, has sent a word.
    `
    import cluster from 'node:cluster';
    import { once } from 'node:events';
    if (cluster.isPrimary) {
      const worker = cluster.fork();
      cluster.on('online', () => { console.log('primary: online'); worker.send('go'); });
    } else {
      await once(process, 'message');
      console.log('worker: my file goes on');
      process.exit();
    }
  `,
    async (program) => {
      await printed(program, 'worker: my file goes on');
      expect(program.text.indexOf('primary: online')).toBeLessThan(program.text.indexOf('worker: my file goes on'));
      expect(program.of('worker.listening')).toEqual([]);
    },
  ),
);

experiment('listening-is-told-per-server', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    import http from 'node:http';
        if (cluster.isPrimary) cluster.fork();
    else {
      process.on('message', () => undefined);
      const open = (port) => new Promise((resolve) => http.createServer().listen(port, resolve));
      await open(process.env.PORT);
      await open(0);
    }
  `,
    async (program) => {
      await program.until('worker.listening', 2);
      const [first, second] = program.of('worker.listening').map(({ port }) => port);
      expect(first).toBe(program.port);
      expect(second).not.toBe(first);
    },
  ),
);

experiment('a-crash-is-two-events', () =>
  withProgram(twoWorkers(), async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 1, path: '/throw' });
    const { id, code } = await program.until('worker.exited');
    await program.until('worker.disconnected');
    expect(code).toBe(1);
    expect(program.of('worker.disconnected').map((event) => event.id)).toEqual([id]);
  }),
);

experiment('a-channel-may-close-first', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      const worker = cluster.fork();
      worker.on('message', () => worker.disconnect());
      worker.on('disconnect', () => console.log('primary: disconnect'));
      worker.on('exit', () => console.log('primary: exit'));
    } else {
      process.on('disconnect', () => setTimeout(() => console.log('worker: still here'), 500));
      process.send('ready');
    }
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('primary: disconnect\nworker: still here\nprimary: exit\n');
    },
  ),
);

experiment('nobody-is-replaced', () =>
  withProgram(twoWorkers(), async (program) => {
    await program.until('worker.listening', 2);
    kill(program.of('worker.forked')[0]?.workerPid);
    await program.until('worker.exited');
    await program.load({ requests: 10 });
    expect(program.of('worker.forked')).toHaveLength(2);
  }),
);

experiment('the-survivor-serves', () =>
  withProgram(twoWorkers(), async (program) => {
    await program.until('worker.listening', 2);
    kill(program.of('worker.forked')[0]?.workerPid);
    await program.until('worker.exited');
    const outcomes = await program.load({ requests: 10 });
    expect(outcomes.every(({ result }) => result.kind === 'answered')).toBe(true);
    expect(served(program)).toEqual({ 2: 10 });
  }),
);

experiment('without-workers-the-primary-ends-with-0', () =>
  withProgram(twoWorkers(), async (program) => {
    await program.until('worker.listening', 2);
    for (const { workerPid } of program.of('worker.forked')) kill(workerPid);
    expect(await program.exit).toEqual({ code: 0, signal: null });
    expect(program.text).toBe('');
  }),
);

experiment('intent-is-kept', () =>
  withProgram(twoWorkers('cluster.once("exit", () => cluster.fork())'), async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 1, path: '/leave' });
    expect(await program.until('worker.exited')).toMatchObject({ voluntary: true });
    await program.until('worker.listening', 3);
    await program.load({ requests: 1, path: '/exit7' });
    expect(await program.until('worker.exited', 2)).toMatchObject({ voluntary: false });
  }),
);

experiment('exit-signatures', () =>
  withProgram(twoWorkers('cluster.on("exit", () => cluster.fork())'), async (program) => {
    const ends = { '/throw': [1, null], '/exit7': [7, null], '/kill': [null, 'SIGKILL'], '/leave': [0, null] } as const;
    for (const [index, [path, [code, signal]]] of Object.entries(ends).entries()) {
      await program.until('worker.listening', 2 + index);
      await program.load({ requests: 1, path });
      const exit = await program.until('worker.exited', 1 + index);
      expect({ path, ...exit }).toMatchObject({ path, code, signal, voluntary: path === '/leave' });
    }
  }),
);

experiment('replacement-has-a-new-id', () =>
  withProgram(twoWorkers('cluster.on("exit", () => cluster.fork())'), async (program) => {
    await program.until('worker.listening', 2);
    kill(program.of('worker.forked')[0]?.workerPid);
    await program.until('worker.listening', 3);
    const forked = program.of('worker.forked');
    expect(forked.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(new Set(forked.map(({ workerPid }) => workerPid)).size).toBe(3);
  }),
);

experiment('a-failing-start-is-repeated', () =>
  withProgram(
    twoWorkers('cluster.on("exit", () => cluster.fork())', 'throw new Error("no start")'),
    async (program) => {
      await program.until('worker.exited', 10);
      expect(program.of('worker.exited').every(({ code }) => code === 1)).toBe(true);
      // Each death is followed by a birth, and none of them ever listened.
      await program.until('worker.forked', 12);
      expect(program.of('worker.listening')).toEqual([]);
    },
  ),
);

experiment('a-lost-channel-looks-clean', () =>
  withProgram(twoWorkers(), async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 1, path: '/channel' });
    expect(await program.until('worker.exited')).toMatchObject({ code: 0, signal: null, voluntary: false });
  }),
);

experiment('a-server-keeps-the-primary', () =>
  withProgram(
    twoWorkers("http.createServer((request, response) => response.end('alone')).listen(process.env.PORT)", ''),
    async (program) => {
      await program.until('server.listening');
      await program.until('worker.online', 2);
      for (const { workerPid } of program.of('worker.forked')) kill(workerPid);
      await program.until('worker.exited', 2);
      const [outcome] = await program.load({ requests: 1 });
      expect(outcome?.result).toMatchObject({ kind: 'answered', body: 'alone' });
    },
  ),
);

experiment('giving-up-takes-healthy-workers', () =>
  withProgram(
    twoWorkers(
      "cluster.on('exit', () => process.exit(1))",
      `http.createServer((request, response) => setTimeout(() => response.end(), 5_000)).listen(process.env.PORT);`,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      const load = program.load({ requests: 2, connections: 2, timeoutMs: 15_000 });
      await program.until('request.started', 2);
      kill(program.of('worker.forked')[1]?.workerPid);
      expect((await load).map(({ result }) => result.kind)).toEqual(['failed', 'failed']);
      expect(await program.exit).toMatchObject({ code: 1 });
    },
  ),
);
