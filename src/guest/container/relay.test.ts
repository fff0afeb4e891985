/** The relay on real Node whose handle passing is broken on purpose: what a container without it would do. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleGuest } from '../../../scripts/guest-bundle.ts';
import { startTraced, type TracedProgram } from '../../../tests/support/traced-program.ts';

const BROKEN = new URL('../../../tests/support/webcontainer-double/no-handle-passing.mjs', import.meta.url).href;

let folder: string;
let relay: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-'));
  await writeFile(join(folder, 'preload.mjs'), await bundleGuest('container-preload'));
  relay = `${pathToFileURL(join(folder, 'preload.mjs')).href}?run=other&relay`;
});
afterAll(() => rm(folder, { recursive: true }));

const programs: TracedProgram[] = [];
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
});
async function start(source: string, preloads: readonly string[], env: Record<string, string> = {}) {
  const program = await startTraced(source, { preloads, env });
  programs.push(program);
  return program;
}

const CLUSTER = `
import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) {
  cluster.fork(); cluster.fork();
  process.on('SIGUSR2', () => cluster.workers[1]?.disconnect());
} else http.createServer((request, response) => {
  let length = 0;
  request.on('data', (chunk) => (length += chunk.length));
  request.on('end', () => response.end(length + ' from ' + request.socket.remotePort));
}).listen(process.env.PORT);`;

test('without it the broken Node answers nothing', async () => {
  const program = await start(CLUSTER, [BROKEN]);
  await program.until('worker.listening', 2);
  const outcomes = await program.load({ requests: 2, timeoutMs: 500 });
  expect(outcomes.filter(({ result }) => result.kind === 'answered')).toEqual([]);
});

test('with it new connections are 10 and 10, one kept alive stays, and the trace tells both ends', async () => {
  const program = await start(CLUSTER, [BROKEN, relay]);
  await program.until('worker.listening', 2);
  await program.load({ requests: 20 });
  await program.until('request.finished', 20);
  const served = (worker: number) => program.of('request.started').filter((event) => event.worker === worker).length;
  expect([served(1), served(2)]).toEqual([10, 10]);
  const peers = program.of('connection.handed').map(({ peer }) => peer);
  expect(program.of('connection.received').map(({ peer }) => peer)).toEqual(peers);
  expect(new Set(program.of('connection.opened').map(({ peer }) => peer))).toEqual(new Set(peers));
  await program.load({ requests: 30, keepAlive: true });
  await program.until('request.finished', 50);
  expect([served(1), served(2)].sort()).toEqual([10, 40]);
});

test('a large body passes whole, both ways', async () => {
  const program = await start(CLUSTER, [BROKEN, relay]);
  await program.until('worker.listening', 2);
  const response = await fetch(`http://127.0.0.1:${program.port}`, { method: 'POST', body: 'x'.repeat(5_000_000) });
  expect(await response.text()).toMatch(/^5000000 from \d+$/);
});

test('a worker that leaves can leave, and the other one serves', async () => {
  const program = await start(CLUSTER, [BROKEN, relay]);
  await program.until('worker.listening', 2);
  process.kill(program.pid, 'SIGUSR2');
  expect(await program.until('worker.exited')).toMatchObject({ id: 1, code: 0, voluntary: true });
  const outcomes = await program.load({ requests: 4 });
  expect(outcomes.map(({ result }) => result)).toEqual(
    Array(4).fill(expect.objectContaining({ kind: 'answered', status: 200 })),
  );
});

test('a policy that it cannot serve is round robin, and said', async () => {
  const source = `import cluster from 'node:cluster'; cluster.schedulingPolicy = cluster.SCHED_NONE;\n${CLUSTER}`;
  const program = await start(source.replace("import cluster from 'node:cluster';\nimport http", 'import http'), [
    BROKEN,
    relay,
  ]);
  await program.until('worker.listening', 2);
  await program.load({ requests: 4 });
  await program.until('request.finished', 4);
  expect(
    program
      .of('request.started')
      .map(({ worker }) => worker)
      .sort(),
  ).toEqual([1, 1, 2, 2]);
  expect(program.text).toContain('SCHED_NONE is round robin here');
});
