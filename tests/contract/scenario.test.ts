/** What a scenario can do to a program, on real Node: each action by what came of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenarioSchema } from '../../src/core/check/scenario.schema.ts';
import type { ProgramFacts } from '../../src/core/check/facts.ts';
import { runScenario } from '../../src/session/scenario-runner.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

async function drive(source: string, scenario: unknown): Promise<readonly ProgramFacts[]> {
  const sandbox = await host.engine.boot({}, bootLimit());
  try {
    const run = { entry: 'main.mjs', entries: ['main.mjs'], args: [], env: { COLOUR: 'red' } };
    const step = { run, scenario: scenarioSchema.parse(scenario) };
    const files = { 'main.mjs': source };
    const facts = await runScenario({ sandbox, step, files, guests: await guestTexts(), onText: () => undefined });
    return facts.programs;
  } finally {
    await sandbox.dispose();
  }
}

const SERVER = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) {
    cluster.on('exit', () => cluster.fork());
    cluster.fork();
  } else http.createServer((request, response) => {
    if (request.url === '/events') return response.writeHead(200).write('hello ');
    if (request.url === '/stuck') return console.log('stuck');
    response.end('ok');
  }).listen(process.env.PORT);`;

const bodies = (program: ProgramFacts | undefined, load: string) =>
  program?.loads
    .find(({ name }) => name === load)
    ?.outcomes.map(({ result }) => (result.kind === 'answered' ? result.body : result.kind));

test('a program is started again with other arguments and environment, under a name of its own', async () => {
  const program = `console.log([process.argv[2], process.env.COLOUR, process.env.BAD].join());`;
  const [first, second] = await drive(program, [
    { do: 'start' },
    { do: 'wait', for: { state: 'program-exited' } },
    { do: 'start', as: 'bad', args: ['x'], env: { BAD: '1' } },
    { do: 'wait', for: { state: 'program-exited' } },
  ]);
  expect(first).toMatchObject({ name: 'main.mjs', output: ',red,\n' });
  expect(second).toMatchObject({ name: 'bad', output: 'x,red,1\n' });
});

test('a visitor keeps cookies from one load to the next, and no other load has them', async () => {
  const program = `
    import http from 'node:http';
    let visits = 0;
    http.createServer((request, response) => {
      response.setHeader('set-cookie', 'visit=' + ++visits + '; Path=/');
      response.end(request.headers.cookie ?? 'none');
    }).listen(process.env.PORT);`;
  const [facts] = await drive(program, [
    { do: 'wait', for: { state: 'any-listening' } },
    { do: 'load', name: 'first', requests: 2, cookies: true },
    { do: 'load', name: 'stranger', requests: 1 },
    { do: 'load', name: 'second', requests: 2, cookies: true },
  ]);
  expect(bodies(facts, 'first')).toEqual(['none', 'visit=1']);
  expect(bodies(facts, 'stranger')).toEqual(['none']);
  expect(bodies(facts, 'second')).toEqual(['visit=2', 'visit=4']);
});

test('subscriptions stay open while other things happen, and end with the scenario', async () => {
  const [program] = await drive(SERVER, [
    { do: 'wait', for: { state: 'workers-listening', count: 1 } },
    { do: 'subscribe', name: 'listeners', count: 3, path: '/events' },
    { do: 'load', name: 'visitors', requests: 2 },
  ]);
  expect(bodies(program, 'listeners')).toEqual(['hello ', 'hello ', 'hello ']);
  expect(bodies(program, 'visitors')).toEqual(['ok', 'ok']);
});

test('a load in the background meets a busy worker’s end, and the next worker is waited for', async () => {
  const [program] = await drive(SERVER, [
    { do: 'wait', for: { state: 'workers-listening', count: 1 } },
    { do: 'load', name: 'stuck', requests: 1, path: '/stuck', background: true },
    { do: 'wait', for: { state: 'request-started', path: '/stuck' } },
    { do: 'signal', to: 'busy-worker', signal: 'SIGKILL' },
    { do: 'wait', for: { state: 'workers-listening', count: 1, above: 1 } },
    { do: 'wait', for: { state: 'load-done', load: 'stuck' } },
    { do: 'load', name: 'visitors', requests: 1 },
    { do: 'wait', for: { state: 'load-answered', load: 'visitors', count: 1 } },
  ]);
  expect(bodies(program, 'stuck')).toEqual(['failed']);
  expect(bodies(program, 'visitors')).toEqual(['ok']);
  expect(program?.topology.workers.map(({ exit }) => exit?.signal ?? 'alive')).toEqual(['SIGKILL', 'alive']);
});

test('files are written and lines typed while a program runs', async () => {
  const program = `
    import { readFileSync } from 'node:fs';
    console.log('ready');
    process.stdin.once('data', (line) => { console.log(readFileSync('note.txt', 'utf8') + line); process.exit(3); });`;
  const [facts] = await drive(program, [
    { do: 'wait', for: { state: 'printed', text: 'ready' } },
    { do: 'write', path: 'note.txt', text: 'written and ' },
    { do: 'input', text: 'typed\n' },
    { do: 'wait', for: { state: 'program-exited' } },
  ]);
  expect(facts?.output).toContain('written and typed');
  expect(facts?.exit).toMatchObject({ code: 3 });
});

test('a signal to each worker passes over one that died unseen', async () => {
  // The primary is too busy to hear of the first death, so the trace still calls that worker alive.
  const program = `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      cluster.fork();
      cluster.on('exit', (worker, code, signal) => console.log('worker ' + worker.id + ' ' + signal));
      cluster.once('listening', (worker) => cluster.fork().once('listening', () => {
        worker.process.kill('SIGKILL');
        console.log('killed');
        const end = Date.now() + 1_000;
        while (Date.now() < end);
      }));
    } else (await import('node:http')).createServer().listen(process.env.PORT);`;
  const [facts] = await drive(program, [
    { do: 'wait', for: { state: 'printed', text: 'killed' } },
    { do: 'signal', to: 'each-worker', signal: 'SIGTERM' },
    { do: 'wait', for: { state: 'workers-exited', count: 2 } },
  ]);
  expect(facts?.output).toContain('worker 1 SIGKILL');
  expect(facts?.output).toContain('worker 2 SIGTERM');
});

test('a signal to a worker that is gone ends the scenario, unless it is optional', async () => {
  const kill = { do: 'signal', to: { worker: 1 }, signal: 'SIGKILL' } as const;
  const gone = [
    { do: 'wait', for: { state: 'workers-listening', count: 1 } },
    kill,
    { do: 'wait', for: { state: 'workers-exited', count: 1 } },
  ] as const;
  await expect(drive(SERVER, [...gone, kill])).rejects.toThrow('Worker 1 is not alive');
  const [program] = await drive(SERVER, [...gone, { ...kill, optional: true }]);
  expect(program?.topology.workers[0]?.exit?.signal).toBe('SIGKILL');
});

test('what did not happen in time is said, with the program’s end', async () => {
  await expect(drive(`process.exit(4);`, [{ do: 'wait', for: { state: 'printed', text: 'ready' } }])).rejects.toThrow(
    'main.mjs: "ready" in the output did not happen within 5 s: the program ended (exit code 4).',
  );
  await expect(
    drive(SERVER, [
      { do: 'wait', for: { state: 'workers-listening', count: 1 } },
      { do: 'subscribe', name: 'listeners', count: 1, path: '/stuck', withinMs: 200 },
    ]),
  ).rejects.toThrow('0 of 1 subscriptions to /stuck were answered');
});
