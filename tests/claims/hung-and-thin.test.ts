/** What steps 4 and 5 of lesson 4 claim, shown on the pinned Node by counts, identity and order; never by a duration. */
import http from 'node:http';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { printed, withProgram } from '../support/with-program.ts';

const twoWorkers = (inPrimary: string, inWorker: string) => `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) { ${inPrimary}; cluster.fork(); cluster.fork(); }
  else { ${inWorker} }
`;

const HELLO = `http.createServer((request, response) => response.end('hello')).listen(process.env.PORT)`;

const kill = (pid: number | undefined, signal: NodeJS.Signals | 0 = 'SIGKILL') => process.kill(pid ?? 0, signal);

/** Worker 1 loops from its first request on; its primary does what `react` says when it is told so. */
const hanging = (react = '', inWorker = '') => `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) {
    const [hung] = [cluster.fork(), cluster.fork()];
    hung.on('message', () => { ${react} });
  } else {
    ${inWorker}
    http.createServer((request, response) => {
      if (cluster.worker.id === 2) return response.end('hello');
      process.send('I loop');
      for (;;);
    }).listen(process.env.PORT);
  }
`;

/** Sends visitors until one is stuck in worker 1, then 20 more to the healthy one: time enough for any event. */
async function hang(program: TracedProgram): Promise<void> {
  await program.until('worker.listening', 2);
  await program.load({ requests: 22, connections: 3, timeoutMs: 2_000 });
  expect(program.of('request.started').filter(({ worker }) => worker === 1)).toHaveLength(1);
}

const pidOf = (program: TracedProgram, worker: number) =>
  program.of('worker.forked').find(({ id }) => id === worker)?.workerPid;

experiment('a-hung-worker-is-not-noticed', () =>
  withProgram(hanging(), async (program) => {
    await hang(program);
    expect(program.of('worker.disconnected')).toEqual([]);
    expect(program.of('worker.exited')).toEqual([]);
  }),
);

experiment('disconnect-cannot-reach-the-hung', () =>
  withProgram(hanging('hung.disconnect()'), async (program) => {
    await hang(program);
    expect(program.of('worker.exited')).toEqual([]);
    kill(pidOf(program, 1));
    expect(await program.until('worker.exited')).toMatchObject({ id: 1, signal: 'SIGKILL' });
  }),
);

experiment('sigterm-handler-never-runs', () =>
  withProgram(hanging('hung.kill()', 'process.on("SIGTERM", () => console.log("handler"))'), async (program) => {
    await hang(program);
    expect(program.of('worker.exited')).toEqual([]);
    expect(program.text).toBe('');
  }),
);

experiment('sigkill-ends-the-hung', () =>
  withProgram(hanging('hung.process.kill("SIGKILL")', 'process.on("SIGTERM", () => undefined)'), async (program) => {
    await program.until('worker.listening', 2);
    await program.load({ requests: 4, timeoutMs: 2_000 });
    expect(await program.until('worker.exited')).toMatchObject({ id: 1, signal: 'SIGKILL' });
  }),
);

experiment('a-busy-primary-lets-nobody-in', () =>
  withProgram(
    twoWorkers(
      `cluster.on('message', (worker) => {
        console.log('busy');
        for (const end = Date.now() + 2_000; Date.now() < end; );
        worker.send('done');
      })`,
      `
      process.on('message', () => undefined);
      http.createServer((request, response) => {
        if (request.url === '/report') process.send('report');
        response.end('hello');
      }).listen(process.env.PORT);
    `,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      const report = program.load({ requests: 1, path: '/report' });
      await printed(program, 'busy');
      await program.load({ requests: 5, connections: 5, timeoutMs: 15_000 });
      await report;
      const done = program.of('message.sent').find(({ from, body }) => from === 0 && body.includes('done'));
      const visitors = program.of('request.started').filter(({ path }) => path === '/');
      expect(visitors).toHaveLength(5);
      expect(visitors.every(({ at }) => at > (done?.at ?? Infinity))).toBe(true);
    },
  ),
);

experiment('a-stopped-primary-keeps-old-connections', () =>
  withProgram(twoWorkers('', HELLO), async (program) => {
    await program.until('worker.listening', 2);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const get = (path: string, options: http.RequestOptions) =>
      new Promise<number | undefined>((resolve, reject) => {
        const request = http.get({ port: program.port, host: '127.0.0.1', path, ...options }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        request.on('error', reject);
      });
    await get('/open', { agent });
    kill(program.pid, 'SIGSTOP');
    const visitor = get('/new', { agent: false });
    for (let count = 0; count < 20; count++) expect(await get('/open', { agent })).toBe(200);
    const paths = () => program.of('request.started').map(({ path }) => path);
    expect(paths()).not.toContain('/new');
    kill(program.pid, 'SIGCONT');
    expect(await visitor).toBe(200);
    expect(paths().at(-1)).toBe('/new');
    agent.destroy();
  }),
);

experiment('workers-leave-with-their-primary', () =>
  withProgram(
    twoWorkers(
      '',
      `http.createServer((request, response) => setTimeout(() => response.end(), 5_000)).listen(process.env.PORT)`,
    ),
    async (program) => {
      await program.until('worker.listening', 2);
      const load = program.load({ requests: 2, connections: 2, timeoutMs: 15_000 });
      await program.until('request.started', 2);
      kill(program.pid);
      expect((await load).map(({ result }) => result.kind)).toEqual(['failed', 'failed']);
      expect(await program.exit).toMatchObject({ signal: 'SIGKILL' });
      expect(program.of('process.exiting').map(({ code }) => code)).toEqual([0, 0]);
    },
  ),
);

experiment('a-hung-worker-outlives-its-primary', () =>
  withProgram(hanging(), async (program) => {
    await hang(program);
    kill(program.pid);
    expect(await program.until('process.exiting')).toMatchObject({ worker: 2, code: 0 });
    // Signal 0 only asks whether the process is there.
    expect(kill(pidOf(program, 1), 0)).toBe(true);
  }),
);
