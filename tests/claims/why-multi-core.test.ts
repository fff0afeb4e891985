/** What lesson 2 claims, shown on the pinned Node by order, overlap, identity and count; never by a duration. */
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { withProgram } from '../support/with-program.ts';

const FIB = `const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));`;

experiment('promise-all-runs-jobs-in-turn', () =>
  withProgram(
    `
    ${FIB}
    const job = async (name) => { console.log('begin ' + name); fib(27); console.log('end ' + name); };
    await Promise.all([job('a'), job('b')]);
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('begin a\nend a\nbegin b\nend b\n');
    },
  ),
);

// Each child computes until it hears that the other computes too: one thread could never end.
experiment('processes-run-side-by-side', () =>
  withProgram(
    `
    import { fork } from 'node:child_process';
    import { existsSync, writeFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    const [me, other] = process.argv.slice(2);
    if (me === undefined) {
      for (const names of [['a', 'b'], ['b', 'a']]) fork(fileURLToPath(import.meta.url), names);
    } else {
      writeFileSync(me, '');
      while (!existsSync(other));
      console.log('both were busy at once');
    }
  `,
    async (program) => {
      await program.exit;
      expect(program.text.split('both were busy at once')).toHaveLength(3);
    },
  ),
);

experiment('usable-cores-honour-affinity', async () => {
  const print = `const os = require('node:os'); console.log(os.availableParallelism() + ' of ' + os.cpus().length);`;
  const { stdout } = await promisify(execFile)('taskset', ['-c', '0', process.execPath, '-e', print]);
  expect(stdout.trim()).toBe(`1 of ${cpus().length}`);
});

experiment('a-worker-is-a-whole-process', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
    else { console.log('megabytes ' + Math.round(process.memoryUsage().rss / 1e6)); process.disconnect(); }
  `,
    async (program) => {
      await program.exit;
      const pids = program.of('process.started').map(({ pid }) => pid);
      expect(new Set(pids).size).toBe(3);
      const megabytes = [...program.text.matchAll(/megabytes (\d+)/g)].map(([, each]) => Number(each));
      expect(megabytes).toHaveLength(2);
      for (const each of megabytes) expect(each).toBeGreaterThan(25);
    },
  ),
);

/** One query at a time for all who ask, wherever they are: the primary keeps it and counts. */
const STORE = `
  let last = Promise.resolve(), busy = 0, most = 0, answered = 0;
  const query = () => (last = last.then(async () => {
    most = Math.max(most, ++busy);
    await new Promise((resolve) => setTimeout(resolve, 5));
    busy--; answered++;
  }));
`;

experiment('workers-queue-at-one-store', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    import http from 'node:http';
    ${STORE}
    if (cluster.isPrimary) {
      http.createServer(async (request, response) => {
        if (request.url === '/query') await query();
        response.end(most + ' at once, ' + answered + ' answered');
      }).listen(0, function () {
        for (let i = 0; i < 4; i++) cluster.fork({ STORE: this.address().port });
        console.log('store ' + this.address().port + '.');
      });
    } else http.createServer((request, response) => {
      http.get({ port: process.env.STORE, path: '/query', agent: false }, (answer) => answer.pipe(response));
    }).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('worker.listening', 4);
      await program.load({ requests: 40, connections: 8 });
      const store = Number(/store (\d+)\./.exec(program.text)?.[1]);
      const [count] = await program.load({ requests: 1, port: store });
      expect(count?.result).toMatchObject({ body: '1 at once, 40 answered' });
      const served = new Set(program.of('request.started').map(({ worker }) => worker));
      expect([...served].filter((worker) => worker > 0).length).toBeGreaterThan(1);
    },
  ),
);

experiment('shared-queries-are-fewer', () =>
  withProgram(
    `
    import http from 'node:http';
    ${STORE}
    let inFlight;
    const shared = () => (inFlight ??= query().finally(() => { inFlight = undefined; }));
    http.createServer(async (request, response) => {
      if (request.url === '/shared') await shared();
      response.end(String(answered));
    }).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('server.listening');
      const visitors = await program.load({ requests: 100, connections: 10, path: '/shared' });
      expect(visitors.every(({ result }) => result.kind === 'answered')).toBe(true);
      const [count] = await program.load({ requests: 1 });
      const queries = count?.result.kind === 'answered' ? Number(count.result.body) : Number.NaN;
      // Ten share each query, once they arrive together; on a busy computer they may arrive one by one for a while.
      expect(queries).toBeGreaterThanOrEqual(10);
      expect(queries).toBeLessThan(visitors.length / 2);
    },
  ),
);
