/** What lesson 3 claims, shown on the pinned Node by counts, identity and order; never by a duration. */
import { expect } from 'vitest';
import { inspectRun } from '../../src/sandbox/local-node/host/process-table.ts';
import { experiment } from '../support/experiment.ts';
import { printed, served, withProgram } from '../support/with-program.ts';

const TWO_WORKERS = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
  else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
`;

experiment('fork-copies-no-memory', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    let x = 1;
    if (cluster.isPrimary) { x = 42; cluster.fork(); console.log('primary ' + x); }
    else { console.log('worker ' + x); process.exit(); }
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toContain('primary 42');
      expect(program.text).toContain('worker 1\n');
    },
  ),
);

experiment('worker-inherits-environment', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) { process.env.COLOUR = 'green'; cluster.fork(); }
    else { console.log('COLOUR is ' + process.env.COLOUR + ', connected ' + process.connected); process.exit(); }
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toContain('COLOUR is green, connected true');
    },
  ),
);

experiment('primary-holds-the-socket', () =>
  withProgram(TWO_WORKERS, async (program) => {
    await program.until('worker.listening', 2);
    const { listeners } = await inspectRun({ group: program.pid });
    expect(listeners).toMatchObject([{ port: program.port, heldBy: [program.pid] }]);
  }),
);

experiment('sequential-closes-split-evenly', () =>
  withProgram(TWO_WORKERS, async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 20, connections: 1, keepAlive: false });
    expect(served(program)).toEqual({ 1: 10, 2: 10 });
  }),
);

experiment('keep-alive-stays-with-one-worker', () =>
  withProgram(TWO_WORKERS, async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 100, connections: 1, keepAlive: true });
    expect(Object.values(served(program))).toEqual([100]);
  }),
);

experiment('nobody-listens', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
  `,
    async (program) => {
      await program.until('worker.online', 2);
      const outcomes = await program.load({ requests: 3 });
      const refused = { kind: 'failed', code: 'ECONNREFUSED' };
      expect(outcomes.map(({ result }) => result)).toEqual([refused, refused, refused]);
      expect(program.of('worker.exited')).toEqual([]);
    },
  ),
);

experiment('only-primary-listens', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) {
      http.createServer((request, response) => response.end('hello')).listen(process.env.PORT, () => { cluster.fork(); cluster.fork(); });
    }
  `,
    async (program) => {
      await program.until('worker.online', 2);
      await program.load({ requests: 6 });
      expect(served(program)).toEqual({ 0: 6 });
    },
  ),
);

experiment('both-listen', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
    http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('worker.exited', 2);
      expect(program.of('worker.exited').map(({ code }) => code)).toEqual([1, 1]);
      expect(program.text).toContain(`bind EADDRINUSE null:${program.port}`);
      await program.load({ requests: 6 });
      expect(served(program)).toEqual({ 0: 6 });
    },
  ),
);

experiment('fork-env-reaches-one-worker', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      const first = cluster.fork({ ROLE: 'web' });
      first.on('exit', () => { cluster.fork().on('exit', () => console.log('primary ' + process.env.ROLE)); });
    } else { console.log('worker ' + cluster.worker.id + ' ' + process.env.ROLE); process.exit(); }
  `,
    async (program) => {
      await program.exit;
      for (const line of ['worker 1 web', 'worker 2 undefined', 'primary undefined'])
        expect(program.text).toContain(line);
    },
  ),
);

experiment('env-changes-stay-in-the-process', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      const one = cluster.fork(), two = cluster.fork();
      one.on('message', () => { console.log('primary ' + process.env.MODE); two.send('look'); });
      two.on('message', () => process.exit());
    } else if (cluster.worker.id === 1) { process.env.MODE = 'slow'; process.send('changed'); }
    else process.on('message', () => { console.log('worker 2 ' + process.env.MODE); process.send('looked'); });
  `,
    async (program) => {
      await program.exit;
      for (const line of ['primary undefined', 'worker 2 undefined']) expect(program.text).toContain(line);
    },
  ),
);

const listening = (listen: string) => `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) for (let i = 0; i < 3; i++) cluster.fork();
  else {
    const server = http.createServer((request, response) => response.end('hello'));
    server.on('error', ({ code, syscall }) => console.log('worker failed: ' + syscall + ' ' + code));
    server.listen(${listen}, () => console.log('listens on ' + server.address().port + '.'));
  }
`;

const portsIn = (text: string) => [...text.matchAll(/listens on (\d+)\./g)].map(([, port]) => Number(port));

experiment('listen-zero-is-shared', () =>
  withProgram(listening('0'), async (program) => {
    await program.until('worker.listening', 3);
    while (portsIn(program.text).length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(new Set(portsIn(program.text)).size).toBe(1);
  }),
);

experiment('exclusive-has-its-own-socket', () =>
  withProgram(listening('{ port: 0, exclusive: true }'), async (program) => {
    while (portsIn(program.text).length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(new Set(portsIn(program.text)).size).toBe(3);
    const { listeners } = await inspectRun({ group: program.pid });
    expect(listeners).toHaveLength(3);
    expect(listeners.flatMap(({ heldBy }) => heldBy)).not.toContain(program.pid);
    expect(program.of('worker.listening')).toEqual([]);
  }),
);

experiment('exclusive-same-port-fails', () =>
  withProgram(listening('{ port: process.env.PORT, exclusive: true }'), async (program) => {
    await printed(program, 'listens on');
    while (program.text.split('listen EADDRINUSE').length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(portsIn(program.text)).toEqual([program.port]);
  }),
);
