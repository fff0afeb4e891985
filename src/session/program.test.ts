/** A program with more reports than a reader can follow: the news of one task is bounded, and costs no more than is new. */
import { effect } from '@preact/signals-core';
import { expect, test } from 'vitest';
import type { LoadFacts } from '../core/check/facts.ts';
import type { LoadPlan } from '../core/load/load-plan.schema.ts';
import { encodeFrame } from '../core/trace/frame.ts';
import type { ExitStatus, Sandbox, SandboxProcess } from '@cluster-lab/sandbox';
import { Program } from './program.ts';
import { PORTION } from './turns.ts';

/** A place whose programs print the result of `print` for their arguments, and end. */
function placeThat(print: (args: readonly string[]) => readonly string[]): Sandbox {
  const spawn = async (_: string, args: readonly string[]): Promise<SandboxProcess> => {
    const exit: ExitStatus = { code: 0, signal: null };
    const output = new ReadableStream<string>({
      start(controller) {
        for (const chunk of print(args)) controller.enqueue(chunk);
        controller.close();
      },
    });
    const input = new WritableStream<string>();
    const nothing = async () => undefined;
    return {
      pid: 1,
      input,
      output,
      exit: Promise.resolve(exit),
      kill: nothing,
      inspect: nothing,
      stop: async () => exit,
      resize() {},
    };
  };
  return {
    ...{ workdir: '/home', port: 8_000, nodeVersion: 'v24.21.0', lost: new Promise(() => {}) },
    capabilities: {
      ...{
        signals: [],
        parallelism: 1,
        handlePassing: true,
        editable: true,
        network: false,
        inspection: false,
        needs: [],
      },
    },
    ...{ spawn, mount: async () => {}, writeFile: async () => {}, readFile: async () => '', dispose: async () => {} },
  };
}

function start(sandbox: Sandbox): Promise<Program> {
  return Program.start({ sandbox, run: { entry: 'main.mjs', args: [], env: {} }, onText: () => undefined });
}

const nonceIn = ([tracer = '']: readonly string[]): string => tracer.split('run=')[1] ?? '';

const COUNT = 10_000;
const forks = (nonce: string) =>
  Array.from({ length: COUNT }, (_, id) => {
    const fact = { type: 'worker.forked', id: COUNT - id, workerPid: id, env: {}, primaryGained: [] };
    return encodeFrame({ ...fact, pid: 1, worker: 0, sequence: id, at: id }, nonce);
  });

test.each([
  ['in one piece', (frames: readonly string[]) => [frames.join('')]],
  ['each in a piece of its own', (frames: readonly string[]) => frames],
])('10,000 reports %s are told of portion by portion', async (_, inPieces) => {
  let frames: readonly string[] = [];
  const program = await start(
    placeThat((args) => {
      frames = forks(nonceIn(args));
      return inPieces(frames);
    }),
  );
  const counts: number[] = [];
  const stop = effect(() => void (program.topology.value, counts.push(program.log.events.length)));
  await program.ended;
  stop();
  expect(program.log.events).toHaveLength(COUNT);
  const most = Math.ceil(PORTION / Math.min(...frames.map(({ length }) => length))) + 1;
  for (const [index, count] of counts.entries()) expect(count - (counts[index - 1] ?? 0)).toBeLessThanOrEqual(most);
  // Beside the portions: the beginning and the end.
  expect(counts.length).toBeLessThanOrEqual(Math.ceil(frames.join('').length / PORTION) + 3);
});

const planOf = (requests: number): LoadPlan => ({
  ...{ name: 'all', requests, connections: 1, keepAlive: true, path: '/', headers: {}, timeoutMs: 1_000 },
  ...{ paceMs: 0, staggerMs: 0, cookies: false, held: false },
  method: 'GET',
});

test('what came back of a load is kept once, however often more of it comes', async () => {
  const requests = 30_000;
  const result = { kind: 'answered', status: 200, body: 'hello' };
  const outcome = (request: number) => ({
    ...{ type: 'load.outcome', load: 'all', request, peer: 1, startedAt: 0, finishedAt: 1, result },
    ...{ pid: 2, worker: 0, sequence: request, at: request },
  });
  const program = await start(
    placeThat(([first = '', nonce = '']) =>
      first.startsWith('--import') ? [] : Array.from({ length: requests }, (_, at) => encodeFrame(outcome(at), nonce)),
    ),
  );
  const seen: LoadFacts[] = [];
  const stop = effect(() => void seen.push(...program.loads.value));
  const load = await program.load(planOf(requests));
  stop();
  expect(load.outcomes).toHaveLength(requests);
  expect(seen.length).toBeGreaterThan(10);
  expect(new Set(seen.slice(1).map(({ outcomes }) => outcomes)).size).toBe(1);
});

/** The same place, where the output of what `isMeant` cannot be read. */
function unreadable(place: Sandbox, isMeant: (args: readonly string[]) => boolean): Sandbox {
  const spawn: Sandbox['spawn'] = async (command, args) => {
    const process = await place.spawn(command, args);
    if (!isMeant(args)) return process;
    const { promise, resolve } = Promise.withResolvers<ExitStatus>();
    const output = new ReadableStream<string>({
      pull: (controller) => controller.error(new Error('the pipe is gone')),
    });
    const stop = async () => {
      resolve(STOPPED);
      return STOPPED;
    };
    return { ...process, output, exit: promise, stop };
  };
  return { ...place, spawn };
}

const STOPPED: ExitStatus = { code: null, signal: 'SIGTERM', reason: 'stopped' };
const isProgram = ([first = '']: readonly string[]) => first.startsWith('--import');

test('output that cannot be read any further ends the run with a sentence', async () => {
  const program = await start(
    unreadable(
      placeThat(() => []),
      isProgram,
    ),
  );
  expect(await program.ended).toEqual(STOPPED);
  expect(program.output).toContain('could not be read any further, so the run was ended: the pipe is gone');
});

test('a load of which nothing can be heard ends with a sentence', async () => {
  const program = await start(
    unreadable(
      placeThat(() => []),
      (args) => !isProgram(args),
    ),
  );
  await expect(program.load(planOf(1))).rejects.toThrow(
    'could not be read any further, so it was ended: the pipe is gone',
  );
});
