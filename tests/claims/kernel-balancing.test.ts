/** What lesson 5 claims of the ways in, shown on the pinned Node by counts, identity and ratio; never by a duration. */
import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'vitest';
import { inspectRun } from '../../src/sandbox/local-node/host/process-table.ts';
import { cluster, served, sum, until, withWorkers } from '../support/cluster-program.ts';
import { experiment } from '../support/experiment.ts';
import { startTraced, type TracedProgram } from '../support/traced-program.ts';

experiment('policy-is-fixed-at-the-first-fork', () =>
  withWorkers(
    2,
    `${cluster()} if (cluster.isPrimary) cluster.schedulingPolicy = cluster.SCHED_NONE;`,
    async (program) => {
      const { listeners } = await inspectRun({ group: program.pid });
      expect(listeners).toMatchObject([{ heldBy: [program.pid] }]);
      await program.load({ requests: 10, connections: 1 });
      expect(program.of('connection.handed')).toHaveLength(10);
    },
  ),
);

experiment('setup-fixes-the-policy', () =>
  withWorkers(
    2,
    cluster({ policy: 'cluster.setupPrimary(); cluster.schedulingPolicy = cluster.SCHED_NONE;' }),
    async (program) => {
      await program.load({ requests: 10, connections: 1 });
      expect(program.of('connection.handed')).toHaveLength(10);
    },
  ),
);

experiment('policy-by-environment', async () => {
  const handedUnder = async (policy: string) => {
    let handed = Number.NaN;
    const env = { NODE_CLUSTER_SCHED_POLICY: policy };
    const show = async (program: TracedProgram) => {
      await program.load({ requests: 10, connections: 1 });
      await until(() => sum(served(program)) === 10);
      handed = program.of('connection.handed').length;
    };
    await withWorkers(2, cluster(), show, { env });
    return handed;
  };
  expect(await handedUnder('rr')).toBe(10);
  expect(await handedUnder('none')).toBe(0);
});

experiment('policy-none-is-uneven', () =>
  withWorkers(2, cluster({ policy: 'cluster.schedulingPolicy = cluster.SCHED_NONE;' }), async (program) => {
    // Five even halves in a row would be a chance of one to several hundred thousand.
    const shares: number[] = [];
    for (let run = 1; run <= 5; run++) {
      await program.load({ requests: 100, connections: 1 });
      await until(() => sum(served(program)) === run * 100);
      shares.push((served(program)[1] ?? 0) - shares.reduce((total, share) => total + share, 0));
    }
    expect(shares.some((share) => share !== 50)).toBe(true);
    expect(new Set(shares).size).toBeGreaterThan(1);
  }),
);

experiment('accepted-together-wait-together', () =>
  withWorkers(
    1,
    cluster({
      workers: 1,
      policy: 'cluster.schedulingPolicy = cluster.SCHED_NONE;',
      route: "if (request.url === '/report') for (const end = Date.now() + 500; Date.now() < end; );",
    }),
    async (program) => {
      const worker = program.of('worker.forked')[0]?.workerPid ?? Number.NaN;
      // While the worker is stopped, both queue in the kernel, the report first. Then it accepts both.
      process.kill(worker, 'SIGSTOP');
      const asks = (path: string) => {
        const socket = net.connect(program.port, '127.0.0.1');
        return once(socket, 'connect').then(() => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
      };
      await asks('/report');
      await asks('/');
      process.kill(worker, 'SIGCONT');
      await program.until('request.finished', 2);
      const [report, visitor] = program.of('request.started');
      expect([report?.path, visitor?.path]).toEqual(['/report', '/']);
      expect(visitor?.at).toBeGreaterThanOrEqual(program.of('request.finished')[0]?.at ?? Infinity);
    },
  ),
);

experiment('reuse-port-loses-its-queue', () =>
  withWorkers(
    2,
    cluster({
      listen: '{ port: Number(process.env.PORT), reusePort: true }',
      route: "if (request.url === '/loop') for (;;);",
    }),
    async (program) => {
      const loop = program.load({ requests: 1, path: '/loop' });
      const { pid, worker } = await program.until('request.started');
      // The kernel deals the connections out by their ports: that all 40 miss one of two sockets is beyond chance.
      const visitors = program.load({ requests: 40, connections: 40 });
      const queued = 40 - (await servedByOther(program, worker));
      process.kill(pid, 'SIGKILL');
      const lost = (await visitors).filter(({ result }) => result.kind === 'failed');
      expect(queued).toBeGreaterThan(0);
      expect(lost).toHaveLength(queued);
      expect((await loop).map(({ result }) => result.kind)).toEqual(['failed']);
    },
  ),
);

/** How many requests the other worker had served when no more came for a while. */
async function servedByOther(program: TracedProgram, blocked: number): Promise<number> {
  const count = () => program.of('request.finished').filter(({ worker }) => worker !== blocked).length;
  let [seen, since] = [count(), Date.now()];
  await until(() => {
    if (count() !== seen) [seen, since] = [count(), Date.now()];
    return seen > 0 && Date.now() - since > 500;
  });
  return seen;
}

experiment('reuse-port-passes-the-primary-by', () =>
  withWorkers(2, cluster({ listen: '{ port: Number(process.env.PORT), reusePort: true }' }), async (program) => {
    expect(program.of('worker.listening')).toEqual([]);
    const { listeners } = await inspectRun({ group: program.pid });
    expect(listeners.map(({ port }) => port)).toEqual([program.port, program.port]);
    expect(listeners.flatMap(({ heldBy }) => heldBy)).not.toContain(program.pid);
    await program.load({ requests: 20, connections: 1 });
    await until(() => sum(served(program)) === 20);
    expect(program.of('connection.handed')).toEqual([]);
  }),
);

experiment('default-policy-by-platform', async () => {
  const defaultOn = async (platform: string) => {
    const source = `
      Object.defineProperty(process, 'platform', { value: '${platform}' });
      const { default: cluster } = await import('node:cluster');
      console.log(cluster.schedulingPolicy === cluster.SCHED_RR ? 'rr' : 'none');
    `;
    const program = await startTraced(source, { traced: false });
    await program.exit;
    await program.stop();
    return program.text.trim();
  };
  expect(await defaultOn('linux')).toBe('rr');
  expect(await defaultOn('darwin')).toBe('rr');
  expect(await defaultOn('win32')).toBe('none');
});

experiment('round-robin-costs-the-primary', async () => {
  /** Processor time of the primary over 3,000 short connections, in microseconds. */
  const costUnder = async (policy: string) => {
    let cost = Number.NaN;
    const source = `${cluster()}
      if (cluster.isPrimary) {
        let ready = 0;
        cluster.on('message', () => { if (++ready === 2) console.log('ready'); });
        process.on('SIGUSR2', () => console.log('cpu ' + (process.cpuUsage().user + process.cpuUsage().system) + '.'));
      }`;
    const cpuOf = async (program: TracedProgram, nth: number) => {
      process.kill(program.pid, 'SIGUSR2');
      const readings = () => [...program.text.matchAll(/cpu (\d+)\./g)].map(([, microseconds]) => Number(microseconds));
      await until(() => readings().length === nth);
      return readings()[nth - 1] ?? Number.NaN;
    };
    const show = async (program: TracedProgram) => {
      await until(() => program.text.includes('ready'));
      const before = await cpuOf(program, 1);
      await program.load({ requests: 3_000, connections: 4, keepAlive: false });
      cost = (await cpuOf(program, 2)) - before;
    };
    await withWorkers(2, source, show, { env: { NODE_CLUSTER_SCHED_POLICY: policy }, traced: false });
    return cost;
  };
  expect(await costUnder('rr')).toBeGreaterThan(3 * (await costUnder('none')));
});
