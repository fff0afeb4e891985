/** What the steps of lesson 5 on connections claim, shown on the pinned Node by counts, identity and order; never by a duration. */
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { cluster, connectionsOf, served, sum, until, withWorkers } from '../support/cluster-program.ts';
import { experiment } from '../support/experiment.ts';

async function ask(port: number, agent: http.Agent | false, path = '/') {
  const [response] = (await once(http.get({ port, host: '127.0.0.1', path, agent }), 'response')) as [
    http.IncomingMessage,
  ];
  return { body: await text(response), headers: response.headers };
}

experiment('silent-connection-is-handed-over', () =>
  withWorkers(2, cluster(), async (program) => {
    const visitor = net.connect(program.port, '127.0.0.1');
    try {
      const { by } = await program.until('connection.accepted');
      expect(by).toBeGreaterThan(0);
      expect(program.of('request.started')).toEqual([]);
      expect(visitor.bytesWritten).toBe(0);
    } finally {
      visitor.destroy();
    }
  }),
);

experiment('primary-begins-no-request', () =>
  withWorkers(2, cluster(), async (program) => {
    await program.load({ requests: 20, connections: 4, keepAlive: true });
    await until(() => sum(served(program)) === 20);
    expect(Object.keys(served(program))).toEqual(['1', '2']);
    expect(program.of('connection.handed')).toHaveLength(4);
  }),
);

experiment('stopped-primary-serves-open-connections', () =>
  withWorkers(2, cluster(), async (program) => {
    const kept = new http.Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const { body } = await ask(program.port, kept);
      process.kill(program.pid, 'SIGSTOP');
      let isNewAnswered = false;
      const newVisitor = ask(program.port, false).then(() => (isNewAnswered = true));
      for (let i = 0; i < 5; i++) expect((await ask(program.port, kept)).body).toBe(body);
      expect(isNewAnswered).toBe(false);
      process.kill(program.pid, 'SIGCONT');
      await newVisitor;
    } finally {
      kept.destroy();
    }
  }),
);

experiment('round-robin-is-exact-in-sequence', () =>
  withWorkers(3, cluster({ workers: 3 }), async (program) => {
    await program.load({ requests: 60, connections: 1, keepAlive: false });
    await until(() => sum(served(program)) === 60);
    expect(served(program)).toEqual({ 1: 20, 2: 20, 3: 20 });
  }),
);

experiment('round-robin-is-rough-at-once', () =>
  withWorkers(4, cluster({ workers: 4 }), async (program) => {
    // Chance may be even now and then. It is not so twenty times in a row.
    const splits: string[] = [];
    for (let run = 1; run <= 20; run++) {
      const before = served(program);
      await program.load({ requests: 100, connections: 10, keepAlive: false });
      await until(() => sum(served(program)) === run * 100);
      const after = served(program);
      splits.push([1, 2, 3, 4].map((id) => (after[id] ?? 0) - (before[id] ?? 0)).join());
      if (splits.at(-1) !== '25,25,25,25') break;
    }
    expect(splits.at(-1)).not.toBe('25,25,25,25');
  }),
);

/** Three workers, and a client in the primary that asks 60 times, each time after the answer. */
const withClient = (visit: string) => `
  import http from 'node:http';
  import cluster from 'node:cluster';
  import { once } from 'node:events';
  import { text } from 'node:stream/consumers';
  const url = 'http://localhost:' + process.env.PORT + '/';
  if (cluster.isPrimary) {
    let ready = 0;
    for (let i = 0; i < 3; i++) cluster.fork();
    cluster.on('message', async () => {
      if (++ready < 3) return;
      for (let i = 0; i < 60; i++) await visit();
      console.log('done');
    });
  } else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT, () => process.send('ready'));
  async function visit() { ${visit} }
`;
const get = (options: string) => `
  const [response] = await once(http.get(url, ${options}), 'response');
  await text(response);
`;

experiment('fetch-reuses-connections', () =>
  withWorkers(3, withClient('await (await fetch(url)).text();'), async (program) => {
    await until(() => program.text.includes('done'));
    expect(sum(served(program))).toBe(60);
    expect(connectionsOf(program)).toBeLessThan(10);
  }),
);

experiment('http-get-keeps-alive', () =>
  withWorkers(3, withClient(get('{}')), async (program) => {
    await until(() => program.text.includes('done'));
    expect(sum(served(program))).toBe(60);
    expect(connectionsOf(program)).toBeLessThan(10);
  }),
);

experiment('agent-false-opens-one-each', () =>
  withWorkers(3, withClient(get('{ agent: false }')), async (program) => {
    await until(() => program.text.includes('done'));
    expect(connectionsOf(program)).toBe(60);
    expect(served(program)).toEqual({ 1: 20, 2: 20, 3: 20 });
  }),
);

experiment('clients-weigh-differently', () =>
  withWorkers(2, cluster(), async (program) => {
    const [heavy, light] = [0, 1].map(() => new http.Agent({ keepAlive: true, maxSockets: 1 }));
    try {
      for (let i = 0; i < 10; i++) await ask(program.port, light ?? false);
      for (let i = 0; i < 90; i++) await ask(program.port, heavy ?? false);
      await until(() => sum(served(program)) === 100);
      expect(Object.values(served(program)).toSorted((one, other) => one - other)).toEqual([10, 90]);
    } finally {
      heavy?.destroy();
      light?.destroy();
    }
  }),
);

experiment('a-limit-per-connection-spreads', () =>
  withWorkers(2, cluster({ tuning: 'server.maxRequestsPerSocket = 10;' }), async (program) => {
    const client = new http.Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const closing: number[] = [];
      for (let i = 1; i <= 100; i++) {
        if ((await ask(program.port, client)).headers.connection === 'close') closing.push(i);
      }
      expect(closing).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
      await until(() => sum(served(program)) === 100);
      expect(served(program)).toEqual({ 1: 50, 2: 50 });
    } finally {
      client.destroy();
    }
  }),
);
