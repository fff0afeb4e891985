/** What the cheat sheet claims and no lesson shows in the same words: by order, count and identity, never by a duration. */
import { expect } from 'vitest';
import { inspectRun } from '../../src/sandbox/local-node/host/process-table.ts';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { cluster, printed, served, withProgram } from '../support/with-program.ts';

const SERVE = "http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);";
const TWO = 'cluster.fork(); cluster.fork();';

/** A program that prints a line for each thing it looks at, and ends by itself. */
const prints = (source: string, lines: readonly string[]) =>
  withProgram(source, async (program) => {
    await program.exit;
    expect(program.text.split(/\r?\n/).filter(Boolean).toSorted()).toEqual(lines.toSorted());
  });

experiment('roles-are-told', () =>
  prints(
    cluster(
      "console.log('primary', cluster.isPrimary, cluster.isWorker, cluster.worker); cluster.fork();",
      "console.log('worker', cluster.isPrimary, cluster.isWorker, cluster.worker.id); process.exit();",
    ),
    ['primary true false undefined', 'worker false true 1'],
  ),
);

experiment('only-the-primary-manages', () =>
  prints(
    cluster(
      'cluster.fork(); console.log(typeof cluster.fork, Object.keys(cluster.workers).length);',
      'console.log(typeof cluster.fork, cluster.workers); process.exit();',
    ),
    ['function 1', 'undefined undefined'],
  ),
);

experiment('setup-is-for-later-forks', () =>
  prints(
    cluster(
      `cluster.setupPrimary({ args: ['old'] });
       const first = cluster.fork();
       cluster.setupPrimary({ args: ['new'] });
       cluster.fork().on('exit', () => first.send('tell'));`,
      `const tell = () => { console.log(cluster.worker.id, process.argv[2]); process.exit(); };
       if (cluster.worker.id === 1) process.on('message', tell); else tell();`,
    ),
    ['1 old', '2 new'],
  ),
);

const heldBy = async (program: TracedProgram) => {
  await program.until('worker.listening', 2);
  const { listeners } = await inspectRun({ group: program.pid });
  return listeners.filter(({ port }) => port === program.port).map((each) => each.heldBy.toSorted());
};
const workerPids = (program: TracedProgram) => program.of('worker.forked').map(({ workerPid }) => workerPid);

experiment('policy-is-frozen-at-the-first-fork', () =>
  withProgram(
    cluster('cluster.fork(); cluster.schedulingPolicy = cluster.SCHED_NONE; cluster.fork();', SERVE),
    async (program) => expect(await heldBy(program)).toEqual([[program.pid]]),
  ),
);

experiment('without-round-robin-all-hold-the-socket', () =>
  withProgram(
    cluster(TWO, SERVE),
    async (program) => {
      const holders = await heldBy(program);
      expect(holders).toEqual([[program.pid, ...workerPids(program)].toSorted()]);
    },
    { env: { NODE_CLUSTER_SCHED_POLICY: 'none' } },
  ),
);

experiment('reuse-port-has-a-socket-each', () =>
  withProgram(
    cluster(
      TWO,
      "http.createServer((request, response) => response.end('hello')).listen({ port: process.env.PORT, reusePort: true }, () => console.log('listens'));",
    ),
    async (program) => {
      await printed(program, 'listens', 2);
      const { listeners } = await inspectRun({ group: program.pid });
      const ours = listeners.filter(({ port }) => port === program.port);
      expect(new Set(ours.map(({ socket }) => socket)).size).toBe(2);
      expect(ours.map((each) => each.heldBy).toSorted()).toEqual(
        workerPids(program)
          .map((pid) => [pid])
          .toSorted(),
      );
      expect(program.of('worker.listening')).toEqual([]);
    },
  ),
);

experiment('reuse-port-needs-no-cluster', () =>
  withProgram(
    `
    import { fork } from 'node:child_process';
    import http from 'node:http';
    const options = { port: process.env.PORT, reusePort: true };
    http.createServer((request, response) => response.end('hello')).listen(options, () => {
      console.log('listens');
      if (!process.send) fork(process.argv[1]);
    });
  `,
    async (program) => {
      await printed(program, 'listens', 2);
      expect(program.text).not.toContain('EADDRINUSE');
    },
  ),
);

experiment('two-programs-need-two-ports', () =>
  withProgram(
    `
    import { fork } from 'node:child_process';
    import http from 'node:http';
    http.createServer().on('error', ({ code }) => console.log(code)).listen(process.env.PORT, () => {
      console.log('listens');
      fork(process.argv[1]);
    });
  `,
    async (program) => {
      await printed(program, 'EADDRINUSE');
      expect(program.text.split('listens').length - 1).toBe(1);
    },
  ),
);

experiment('send-makes-a-copy', () =>
  prints(
    cluster(
      `const message = { count: 1 };
       const worker = cluster.fork();
       worker.on('online', () => { worker.send(message); message.count = 2; });
       worker.on('exit', () => console.log('primary has', message.count));`,
      "process.on('message', ({ count }) => { console.log('worker got', count); process.exit(); });",
    ),
    ['worker got 1', 'primary has 2'],
  ),
);

experiment('early-messages-are-lost', () =>
  prints(
    cluster(
      `const worker = cluster.fork();
       worker.send('early');
       worker.on('message', () => worker.send('late'));`,
      `await new Promise((resolve) => setTimeout(resolve, 300));
       process.on('message', (text) => { console.log('got', text); process.exit(); });
       process.send('ready');`,
    ),
    ['got late'],
  ),
);

experiment('fork-is-no-named-import', () =>
  withProgram(
    `
    import cluster, { fork } from 'node:cluster';
    if (cluster.isPrimary) fork();
  `,
    async (program) => {
      expect(await program.until('worker.exited')).toMatchObject({ code: 1 });
      expect(program.text).toContain("does not provide an export named 'fork'");
    },
  ),
);

experiment('events-come-in-order', () =>
  prints(
    cluster(
      `const names = ['fork', 'online', 'listening', 'disconnect', 'exit'];
       const seen = [];
       for (const name of names) cluster.on(name, () => seen.push(name));
       cluster.on('listening', (worker) => worker.disconnect());
       cluster.on('exit', () => console.log(seen.join(' ')));
       cluster.fork();`,
      SERVE,
    ),
    ['fork online listening disconnect exit'],
  ),
);

experiment('disconnect-lets-requests-end', () =>
  withProgram(
    cluster(
      "cluster.fork().on('message', function () { this.disconnect(); });",
      `http.createServer((request, response) => {
         process.send('asked');
         setTimeout(() => response.end('whole'), 300);
       }).listen(process.env.PORT);`,
    ),
    async (program) => {
      await program.until('worker.listening');
      const [outcome] = await program.load({ requests: 1 });
      expect(outcome?.result).toMatchObject({ kind: 'answered', body: 'whole' });
      const exit = await program.until('worker.exited');
      expect(exit).toMatchObject({ code: 0, voluntary: true });
      expect(exit.at).toBeGreaterThan(program.of('request.finished')[0]?.at ?? Infinity);
    },
  ),
);

experiment('intent-is-unknown-until-the-end', () =>
  prints(
    cluster(
      `const worker = cluster.fork();
       worker.on('online', () => {
         console.log('alive', worker.exitedAfterDisconnect);
         worker.disconnect();
         console.log('told', worker.exitedAfterDisconnect, Object.keys(cluster.workers).length);
       });
       worker.on('exit', () => console.log('gone', worker.exitedAfterDisconnect));`,
      '',
    ),
    ['alive undefined', 'told true 0', 'gone true'],
  ),
);

experiment('one-process-overlaps-waits', () =>
  withProgram(
    `
    import http from 'node:http';
    http.createServer((request, response) => setTimeout(() => response.end('hello'), 300)).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('server.listening');
      await program.load({ requests: 20, connections: 20 });
      const order = program.events.flatMap(({ type }) => (/^request\.(started|finished)$/.test(type) ? [type] : []));
      expect(order.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'request.started'));
      expect(served(program)).toEqual({ 0: 20 });
    },
  ),
);

experiment('workers-work-at-the-same-time', () =>
  withProgram(
    cluster(
      TWO,
      `http.createServer((request, response) => {
         const end = performance.now() + 100;
         while (performance.now() < end);
         response.end('done');
       }).listen(process.env.PORT);`,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      await program.load({ requests: 12, connections: 4 });
      const finished = program.of('request.finished');
      const spans = program.of('request.started').map(({ worker, request, at }) => ({
        worker,
        from: at,
        to: finished.find((each) => each.worker === worker && each.request === request)?.at ?? at,
      }));
      const overlaps = spans.flatMap((one) =>
        spans
          .filter((other) => one.from < other.from && other.from < one.to)
          .map((other) => one.worker !== other.worker),
      );
      expect(overlaps).toContain(true);
      expect(overlaps, 'within one worker').not.toContain(false);
    },
  ),
);

experiment('threads-share-memory', () =>
  prints(
    `
    import { Worker, isMainThread, workerData } from 'node:worker_threads';
    import { once } from 'node:events';
    if (isMainThread) {
      const shared = new Int32Array(new SharedArrayBuffer(4));
      const threads = [1, 2].map(() => new Worker(new URL(import.meta.url), { workerData: shared }));
      await Promise.all(threads.map((thread) => once(thread, 'exit')));
      console.log(shared[0]);
    } else for (let i = 0; i < 100_000; i++) Atomics.add(workerData, 0, 1);
  `,
    ['200000'],
  ),
);
