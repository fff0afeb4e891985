import { afterEach, describe, expect, test } from 'vitest';
import { startTraced, type TracedProgram } from '../../../tests/support/traced-program.ts';

const programs: TracedProgram[] = [];
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
});
async function start(source: string, options?: Parameters<typeof startTraced>[1]): Promise<TracedProgram> {
  const program = await startTraced(source, options);
  programs.push(program);
  return program;
}

const CLUSTER = `
import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
else http.createServer((req, res) => {
  if (req.url === '/crash') throw new RangeError('boom');
  if (req.url === '/loop') for (;;);
  res.end('hi');
}).listen(process.env.PORT);`;

async function listening(program: TracedProgram, workers = 2): Promise<void> {
  await program.until('worker.listening', workers);
}

describe('a connection', () => {
  test('is handed, received, opened, accepted, asked and answered, in that order of cause', async () => {
    const program = await start(CLUSTER);
    await listening(program);
    const [outcome] = await program.load({ requests: 1 });
    const closed = await program.until('connection.closed');
    const [handed] = program.of('connection.handed');
    const steps = ['connection.received', 'connection.opened', 'request.started', 'request.finished'] as const;
    const inWorker = program.events.filter((event) => event.worker === closed.worker).map(({ type }) => type);
    expect(inWorker.filter((type) => (steps as readonly string[]).includes(type))).toEqual(steps);
    expect(handed).toMatchObject({ to: closed.worker, peer: outcome?.peer });
    expect(program.of('connection.accepted')).toMatchObject([{ by: closed.worker, peer: outcome?.peer }]);
    expect(handed?.at).toBeLessThanOrEqual(program.of('connection.received')[0]?.at ?? 0);
  });

  test('is dealt round robin: 20 new ones are 10 and 10, and one kept alive stays where it is', async () => {
    const program = await start(CLUSTER);
    await listening(program);
    await program.load({ requests: 20 });
    await program.until('request.finished', 20);
    const served = (worker: number) => program.of('request.started').filter((event) => event.worker === worker);
    expect([served(1).length, served(2).length]).toEqual([10, 10]);
    await program.load({ requests: 30, keepAlive: true });
    await program.until('request.finished', 50);
    expect([served(1).length, served(2).length].sort()).toEqual([10, 40]);
    expect(program.of('request.started').filter(({ reused }) => reused)).toHaveLength(29);
  });

  test('under SCHED_NONE is never handed over: the workers share the handle', async () => {
    const program = await start(CLUSTER, { env: { NODE_CLUSTER_SCHED_POLICY: 'none' } });
    await listening(program);
    await program.load({ requests: 4 });
    await program.until('request.finished', 4);
    expect(program.of('cluster.setup')[0]?.policy).toBe('none');
    expect(program.of('connection.handed')).toEqual([]);
    expect(program.of('server.listening').map(({ holding }) => holding)).toEqual(['shared-handle', 'shared-handle']);
  });
});

describe('an end', () => {
  test('by a crash tells its reason and code', async () => {
    const program = await start(CLUSTER);
    await listening(program);
    await program.load({ requests: 1, path: '/crash' });
    const exited = await program.until('worker.exited');
    expect(exited).toMatchObject({ code: 1, signal: null, voluntary: false });
    expect(program.of('process.crashed')).toMatchObject([{ worker: exited.id, name: 'RangeError', message: 'boom' }]);
    expect(program.text).toContain('RangeError: boom');
    expect(program.text).not.toContain('.cluster-lab');
  });

  test('by SIGKILL tells the signal', async () => {
    const program = await start(CLUSTER);
    await listening(program);
    process.kill(program.of('worker.forked')[0]?.workerPid ?? 0, 'SIGKILL');
    expect(await program.until('worker.exited')).toMatchObject({ id: 1, code: null, signal: 'SIGKILL' });
  });

  test('by process.exit loses no line', async () => {
    const program = await start(`for (let i = 0; i < 5_000; i++) console.log('line ' + i); process.exit(7);`);
    expect(await program.exit).toEqual({ code: 7, signal: null });
    expect(program.text.trim().split('\n')).toHaveLength(5_000);
    expect(program.of('process.exiting')).toMatchObject([{ code: 7 }]);
  });
});

test('a request that never ends is still seen to start', async () => {
  const program = await start(CLUSTER);
  await listening(program);
  const load = program.load({ requests: 1, path: '/loop', timeoutMs: 500 });
  expect(await program.until('request.started')).toMatchObject({ path: '/loop' });
  expect(await load).toMatchObject([{ result: { kind: 'timed-out' } }]);
});

test('messages are seen on both sides, and no frame is torn when four workers log at once', async () => {
  const program = await start(`
import cluster from 'node:cluster';
if (cluster.isPrimary) {
  for (let i = 0; i < 4; i++) cluster.fork();
  cluster.on('message', (worker) => worker.disconnect());
} else {
  for (let i = 0; i < 500; i++) console.log('log ' + cluster.worker.id);
  process.send({ done: cluster.worker.id });
}`);
  await program.until('worker.exited', 4);
  expect(program.of('message.sent')).toHaveLength(4);
  expect(
    program
      .of('message.received')
      .map(({ body }) => body)
      .sort(),
  ).toEqual([1, 2, 3, 4].map((id) => `{"done":${id}}`));
  expect(program.of('worker.exited').every(({ code, voluntary }) => code === 0 && voluntary)).toBe(true);
  expect(
    program.text
      .trim()
      .split('\n')
      .every((line) => /^log [1-4]$/.test(line)),
  ).toBe(true);
  expect(program.text.trim().split('\n')).toHaveLength(2_000);
});

test('who holds the socket: an exclusive listener owns it', async () => {
  const program = await start(`
import cluster from 'node:cluster';
import net from 'node:net';
if (cluster.isPrimary) cluster.fork();
else net.createServer().listen({ port: Number(process.env.PORT), exclusive: true });`);
  expect(await program.until('server.listening')).toMatchObject({ worker: 1, holding: 'own-socket' });
});

test('a program behaves the same with and without the tracer', async () => {
  const source = `
import cluster from 'node:cluster';
if (cluster.isPrimary) {
  const order = [];
  const worker = cluster.fork({ COLOUR: 'red' });
  for (const name of ['online', 'message', 'disconnect', 'exit']) worker.on(name, () => order.push(name));
  worker.on('exit', (code, signal) => console.log(order.join(), code, signal, worker.exitedAfterDisconnect, process.env.COLOUR));
} else {
  console.log(process.env.COLOUR, process.listenerCount('message'), process.listenerCount('uncaughtException'), Object.keys(process.env).filter((name) => name.includes('LAB')));
  process.send('bye', () => { throw new Error('last words'); });
}`;
  const outputs = [];
  for (const traced of [true, false]) {
    const program = await start(source, { traced });
    const exit = await program.exit;
    // Sorted: between the worker's stderr and the primary's stdout the system promises no order.
    const lines = program.text
      .replaceAll(/file:\S+|node:internal\S+/g, '')
      .split('\n')
      .sort();
    outputs.push({ exit, lines });
  }
  expect(outputs[0]).toEqual(outputs[1]);
});
