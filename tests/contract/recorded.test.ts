/** A recorded run behind the seam: the part of the contract that is about files and commands, and what only a recording must keep. */
import { describe, expect, test } from 'vitest';
import { formatCast, parseCast, type Cast } from '../../src/sandbox/recorded/cast.ts';
import { createRecordedEngine } from '../../src/sandbox/recorded/engine.ts';
import { Text } from '@cluster-lab/sandbox/contract';
import type { Sandbox } from '@cluster-lab/sandbox';
import { recordedEngine } from '../support/recorded-engine.ts';
import { sandboxContract } from '../support/sandbox-contract.ts';
import { bootLimit } from '../support/boot-limit.ts';

const frame = (nonce: string, at: number) =>
  `\u001b]7357;${nonce} {"type":"process.exiting","code":0,"pid":7,"worker":0,"sequence":1,"at":${at}}\u0007`;

const RECORDED = 'aaaaaaaaa';
const FACTS = { processes: [{ pid: 7, parent: 1, startedAt: 3 }], listeners: [] };

const tracer = (nonce: string) => `--import=file:///home/learner/lesson/.cluster-lab/tracer.mjs?run=${nonce}`;
const spawned = (process: number, args: readonly string[]) =>
  ({ do: 'spawn', process, pid: 6 + process, command: 'node', args, nonce: RECORDED }) as const;

/** A program that is sent a load and a signal, looked at and stopped. */
const cast: Cast = {
  header: {
    version: 2,
    width: 80,
    height: 24,
    title: 'A run',
    env: { NODE_VERSION: 'v24.21.0' },
    clusterLab: {
      step: 'lesson/step',
      madeFrom: 'x',
      workdir: '/home/learner/lesson',
      port: 12_345,
      parallelism: 2,
    },
  },
  entries: [
    { at: 0.1, kind: 'action', action: spawned(1, [tracer(RECORDED), 'main.mjs']) },
    { at: 0.2, kind: 'output', process: 1, text: `${frame(RECORDED, 1)}ready ${RECORDED}\n${frame('bbb', 2)}` },
    { at: 0.3, kind: 'action', action: spawned(2, ['load.mjs', RECORDED, '{"requests":1,"timeoutMs":5000}']) },
    { at: 0.4, kind: 'output', process: 1, text: 'served\n' },
    { at: 9.5, kind: 'output', process: 2, text: frame(RECORDED, 3) },
    { at: 9.6, kind: 'exit', process: 2, status: { code: 0, signal: null } },
    { at: 9.7, kind: 'action', action: { do: 'kill', process: 1, signal: 'SIGUSR2', target: 'process' } },
    { at: 9.8, kind: 'output', process: 1, text: 'reload\n' },
    { at: 9.9, kind: 'action', action: { do: 'inspect', process: 1, facts: FACTS } },
    { at: 10, kind: 'action', action: { do: 'stop', process: 1 } },
    { at: 10.1, kind: 'output', process: 1, text: 'bye\n' },
    { at: 10.2, kind: 'exit', process: 1, status: { code: null, signal: 'SIGTERM', reason: 'stopped' } },
  ],
};

const boot = (): Promise<Sandbox> =>
  recordedEngine(() => formatCast(cast)).boot({ program: 'lesson/step' }, bootLimit());

sandboxContract('recorded', boot);

const NOW = 'ccccccccc';
async function start() {
  const sandbox = await boot();
  await sandbox.mount({ 'main.mjs': '' });
  const program = await sandbox.spawn('node', [tracer(NOW), 'main.mjs']);
  return { sandbox, program, text: new Text(program) };
}

test('the file is asciicast, and gives back what was written', () => {
  const text = formatCast(cast);
  const [header, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(header).toMatchObject({ version: 2, width: 80, height: 24 });
  expect(lines[1]).toEqual([0.2, 'o', expect.stringContaining('ready')]);
  expect(parseCast(text)).toEqual(cast);
  expect(parseCast('<!doctype html>')).toBeUndefined();
  expect(parseCast(`${text}not a line`)).toBeUndefined();
});

describe('a driver that does what was done then', () => {
  test('gets every answer, in the order of then', async () => {
    const { sandbox, program, text } = await start();
    await text.until('ready');
    const load = await sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1}']);
    const outcomes = await new Text(load).whole();
    expect(await load.exit).toEqual({ code: 0, signal: null });
    expect(outcomes).toBe(frame(NOW, 3));
    await program.kill('SIGUSR2');
    await text.until('reload');
    expect(await program.inspect()).toEqual(FACTS);
    expect(await program.stop()).toEqual({ code: null, signal: 'SIGTERM', reason: 'stopped' });
    expect(await text.whole()).toMatch(/served\nreload\nbye\n$/);
  });

  test('gets the frames of that run as this run’s, and no other frame, and no other text', async () => {
    const { program, text } = await start();
    await text.until('ready');
    expect(text.soFar).toBe(`${frame(NOW, 1)}ready ${RECORDED}\n${frame('bbb', 2)}`);
    await program.stop();
  });

  test('may wait longer for answers, as a slow computer needs it', async () => {
    const { sandbox, program } = await start();
    const load = await sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1,"timeoutMs":20000}']);
    expect(await load.exit).toEqual({ code: 0, signal: null });
    await program.stop();
  });

  test('may send a plan that has gained a field since', async () => {
    const { sandbox, program } = await start();
    const load = await sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1,"cookies":false}']);
    expect(await load.exit).toEqual({ code: 0, signal: null });
    await program.stop();
  });

  test('is waited for: nothing that came after its action comes before it', async () => {
    const { sandbox, program, text } = await start();
    await text.until('ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(text.soFar).not.toContain('served');
    // What comes early waits too: the signal was sent when the load was done.
    const killed = program.kill('SIGUSR2').then(() => 'killed');
    expect(await Promise.race([killed, new Promise((resolve) => setTimeout(resolve, 50, 'waits'))])).toBe('waits');
    await sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1}']);
    expect(await killed).toBe('killed');
    await program.stop();
  });
});

describe('whatever else is done', () => {
  test('is refused in a sentence that says recording', async () => {
    const { sandbox, program } = await start();
    const refused = { code: 'recorded', message: expect.stringContaining('This is a recording') };
    await expect(sandbox.spawn('node', ['load.mjs', NOW, '{"requests":999}'])).rejects.toMatchObject(refused);
    await expect(sandbox.spawn('node', ['main.mjs'])).rejects.toMatchObject(refused);
    await expect(program.kill('SIGKILL')).rejects.toMatchObject(refused);
    await expect(program.input.getWriter().write('hello\n')).rejects.toMatchObject(refused);
    await program.stop();
  });

  test('Stop ends it at once, whatever it waits for, and Run begins it anew', async () => {
    const { sandbox, program, text } = await start();
    const sending = sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1}']);
    const load = await sending;
    expect(await program.stop()).toEqual({ code: null, signal: 'SIGTERM', reason: 'stopped' });
    expect(await load.exit).toMatchObject({ reason: 'stopped' });
    expect(await text.whole()).not.toContain('reload');
    await sandbox.mount({ 'main.mjs': '' });
    const again = await sandbox.spawn('node', [tracer('ddd'), 'main.mjs']);
    const second = new Text(again);
    await second.until('ready');
    expect(second.soFar).toContain(frame('ddd', 1));
    await sandbox.dispose();
    expect(await again.exit).toMatchObject({ reason: 'connection-lost' });
    await expect(sandbox.readFile('main.mjs')).rejects.toMatchObject({ code: 'disposed' });
  });
});

test('pauses are the original ones, and none is longer than two seconds', async () => {
  let now = 0;
  const waits: number[] = [];
  const clock = {
    now: () => now,
    async wait(ms: number) {
      waits.push(Math.round(ms));
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const engine = createRecordedEngine({ fetchCast: async () => formatCast(cast), clock });
  const sandbox = await engine.boot({ program: 'lesson/step' }, bootLimit());
  const program = await sandbox.spawn('node', [tracer(NOW), 'main.mjs']);
  const load = await sandbox.spawn('node', ['load.mjs', NOW, '{"requests":1}']);
  await load.exit;
  expect(waits.slice(0, 6)).toEqual([100, 100, 100, 100, 2_000, 100]);
  await program.stop();
});

test('a step without recording, and an answer that is none, say so', async () => {
  const boots = (text: string, step?: string) =>
    recordedEngine(() => text).boot(step === undefined ? {} : { program: step }, bootLimit());
  const failed = (part: string) => ({ code: 'boot-failed', message: expect.stringContaining(part) });
  await expect(boots(formatCast(cast))).rejects.toMatchObject(failed('Only a step of the course'));
  await expect(boots('<!doctype html>', 'lesson/step')).rejects.toMatchObject(failed('not the recording of this step'));
  await expect(boots(formatCast(cast), 'lesson/other')).rejects.toMatchObject(failed('not the recording of this step'));
});
