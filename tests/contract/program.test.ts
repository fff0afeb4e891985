/** A program as the page follows it: what an observer reads when it hears that something happened. */
import { effect } from '@preact/signals-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Program } from '../../src/session/program.ts';
import { withGuests } from '../../src/session/guest.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

async function start(source: string): Promise<Program> {
  const sandbox = await host.engine.boot({}, bootLimit());
  await sandbox.mount(withGuests({ 'main.mjs': source }, await guestTexts()));
  return Program.start({ sandbox, run: { entry: 'main.mjs', args: [], env: {} }, onText: () => undefined });
}

test('an observer of activity reads the output that it was told of', async () => {
  const program = await start(`console.log('the only line'); setInterval(() => {}, 1000);`);
  const seen = Promise.withResolvers<string>();
  const stop = effect(() => {
    if (program.activity > 0 && program.output !== '') seen.resolve(program.output);
  });
  expect(await seen.promise).toBe('the only line\n');
  stop();
  expect(await program.stop()).toMatchObject({ reason: 'stopped' });
});

test('a load is joined to the workers that answered it', async () => {
  const program = await start(`
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
    else http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);
  `);
  const listening = Promise.withResolvers<undefined>();
  const stop = effect(() => {
    if (program.topology.value.workers.filter(({ servers }) => servers.length > 0).length === 2)
      listening.resolve(undefined);
  });
  await listening.promise;
  stop();
  const plan = {
    requests: 10,
    connections: 1,
    keepAlive: false,
    path: '/',
    method: 'GET',
    headers: {},
    paceMs: 0,
    staggerMs: 0,
    cookies: false,
    held: false,
    timeoutMs: 5_000,
  } as const;
  await program.load({ name: 'one', ...plan });
  const { loads, connections, host: seen } = await program.facts();
  const by = loads[0]?.outcomes.map((outcome) => connections.workerOf(outcome)) ?? [];
  expect(by.toSorted()).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(seen?.processes).toHaveLength(3);
  await program.stop();
});

test('a worker that is not alive cannot be signalled, and says so', async () => {
  const program = await start('setInterval(() => {}, 1000);');
  await expect(program.signal('SIGTERM', { worker: 7 })).rejects.toMatchObject({
    code: 'no-such-process',
    message: expect.stringContaining('Worker 7'),
  });
  await program.stop();
});

test('a report with another word than this run’s is text, and counted', async () => {
  const fake = String.raw`\u001b]7357;guess {"type":"process.exiting","code":0,"pid":1,"worker":1,"sequence":1,"at":1}\u0007`;
  const program = await start(`console.log('${fake}told');`);
  await program.ended;
  expect(program.losses).toMatchObject({ dropped: 0, foreign: 1 });
  expect(program.output).toMatch(/told\n$/);
  expect(program.topology.value.workers).toEqual([]);
});

test('each line is known as that of the process that printed it', async () => {
  const program = await start(`
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      console.log('the primary');
      cluster.fork();
      cluster.once('exit', () => cluster.fork());
    } else {
      console.log('worker ' + cluster.worker.id);
      console.error('its other stream');
      process.disconnect();
    }
  `);
  await program.ended;
  const lines = program.output.trimEnd().split('\n');
  expect(lines).toEqual(['the primary', 'worker 1', 'its other stream', 'worker 2', 'its other stream']);
  expect(await Promise.all(lines.map((_, line) => program.writerOf(line)))).toEqual([0, 1, 1, 2, 2]);
});
