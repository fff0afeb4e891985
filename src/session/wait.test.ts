/** The length of a wait: by the clock of a test, on a program that the test controls. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TraceFact } from '../core/trace/event.ts';
import type { WaitFor } from '../core/check/scenario.schema.ts';
import { pidOf, scriptedSandbox } from '../../tests/support/scripted-sandbox.ts';
import { Program } from './program.ts';
import { untilUp, waitUntil } from './wait.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const STARTED: TraceFact = { type: 'process.started', role: 'primary', node: 'v24', ppid: 1 };
const BUSY: TraceFact = { type: 'thread.started' };
const LISTENING: TraceFact = { type: 'server.listening', port: 3_000, holding: 'own-socket' };
const forked = (id: number): TraceFact => ({
  type: 'worker.forked',
  id,
  workerPid: pidOf(id),
  env: {},
  primaryGained: [],
});
const workerStarted: TraceFact = { type: 'process.started', role: 'worker', node: 'v24', ppid: pidOf(0) };

const LISTENS = { state: 'any-listening' } as const satisfies WaitFor;
const LIMIT_MS = 1_000;

/** A program whose own process took this long to start. */
async function started(tookMs = 50) {
  const { sandbox, ...script } = scriptedSandbox();
  const run = { entry: 'main.mjs', args: [], env: {} };
  const program = await Program.start({ sandbox, run, onText: () => undefined });
  await pass(tookMs);
  script.tell(STARTED);
  await pass(0);
  return { program, ...script };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** The result of a wait so far. */
function waiting(program: Program, target: WaitFor = LISTENS, limitMs = LIMIT_MS) {
  const wait: { reached?: boolean } = {};
  void waitUntil(program, target, { limitMs }).then((reached) => (wait.reached = reached));
  return wait;
}

test('a program that does nothing is given its limit, and no more', async () => {
  const { program } = await started();
  const wait = waiting(program);
  await pass(LIMIT_MS - 100);
  expect(wait.reached).toBeUndefined();
  await pass(200);
  expect(wait.reached).toBe(false);
});

test('the limit begins anew whenever something happens', async () => {
  const { program, tell, print } = await started();
  const wait = waiting(program);
  await pass(LIMIT_MS - 100);
  tell(BUSY);
  await pass(LIMIT_MS - 100);
  print('still here\n');
  await pass(LIMIT_MS - 100);
  tell(LISTENING);
  await pass(0);
  expect(wait.reached).toBe(true);
});

test('a program that is busy for ever and does not get there is wrong, not slow', async () => {
  const { program, tell } = await started();
  const wait = waiting(program);
  for (let spent = 0; spent < 3 * LIMIT_MS - 100; spent += 100) {
    expect(wait.reached).toBeUndefined();
    tell(BUSY);
    await pass(100);
  }
  await pass(200);
  expect(wait.reached).toBe(false);
  expect(program.pace.isTooSlow).toBe(false);
});

test('while a process is starting nothing is held against the program', async () => {
  const { program, tell } = await started();
  const [wait, quiet] = [waiting(program, LISTENS, 500), waiting(program, { state: 'quiet', ms: 50 }, 2_000)];
  tell(forked(1));
  await pass(5_000);
  expect([wait.reached, quiet.reached]).toEqual([undefined, undefined]);
  tell(workerStarted, 1);
  tell(LISTENING, 1);
  await pass(1_000);
  expect([wait.reached, quiet.reached]).toEqual([true, true]);
});

test('a process that never comes is given up in the end, and the computer is to blame', async () => {
  const { program, tell } = await started();
  const wait = waiting(program);
  tell(forked(1));
  await pass(11_000);
  expect(wait.reached).toBeUndefined();
  await pass(2_000);
  expect(wait.reached).toBe(false);
  expect(program.pace.isTooSlow).toBe(true);
});

test('a computer that starts processes slowly is given that much longer', async () => {
  const { program } = await started(1_500);
  const wait = waiting(program);
  await pass(3 * LIMIT_MS - 100);
  expect(wait.reached).toBeUndefined();
  await pass(200);
  expect(wait.reached).toBe(false);
  expect(program.pace.isTooSlow).toBe(false);
});

test('a worker’s start and a load’s tell of the computer too', async () => {
  const { program, tell } = await started();
  tell(forked(1));
  await pass(1_900);
  tell({ type: 'worker.online', id: 1 });
  await pass(0);
  expect(program.pace.isTooSlow).toBe(false);
  void program.load({ ...PLAN, name: 'visitors' }).catch(() => undefined);
  await pass(2_100);
  expect(program.pace.isTooSlow).toBe(true);
});

test('many processes that start at once are the program’s doing, not the computer’s', async () => {
  const { program, tell } = await started();
  const workers = [1, 2, 3, 4, 5, 6, 7, 8];
  for (const worker of workers) tell(forked(worker));
  await pass(4_000);
  for (const worker of workers) tell(workerStarted, worker);
  await pass(0);
  expect(program.pace.isTooSlow).toBe(false);
  // A single start takes as long: it is the computer after all.
  tell(forked(9));
  await pass(4_000);
  expect(program.pace.isTooSlow).toBe(true);
});

test('time in which the page itself did not run does not count', async () => {
  const { program, tell } = await started();
  const wait = waiting(program, LISTENS, 2_000);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
  await pass(500);
  expect(wait.reached).toBeUndefined();
  tell(LISTENING);
  await pass(0);
  expect(wait.reached).toBe(true);
});

test('the end of the program ends a wait at once, and an abort rejects it', async () => {
  const { program, exit } = await started();
  const abort = new AbortController();
  const aborted = expect(waitUntil(program, LISTENS, { limitMs: LIMIT_MS, abort: abort.signal })).rejects.toThrow(
    'left',
  );
  abort.abort(new Error('left'));
  await aborted;
  const wait = waiting(program);
  exit({ code: 1, signal: null });
  await pass(0);
  expect(wait.reached).toBe(false);
});

test('a program is up when each living worker listens, however slowly they come', async () => {
  const { program, tell } = await started();
  let isUp = false;
  void untilUp(program).then(() => (isUp = true));
  for (const worker of [1, 2]) tell(forked(worker));
  await pass(1_500);
  for (const worker of [1, 2]) tell(workerStarted, worker);
  tell(LISTENING, 1);
  await pass(800);
  expect(isUp).toBe(false);
  tell(LISTENING, 2);
  await pass(0);
  expect(isUp).toBe(true);
});

const PLAN = {
  requests: 1,
  connections: 1,
  keepAlive: false,
  path: '/',
  method: 'GET',
  headers: {},
  paceMs: 0,
  staggerMs: 0,
  cookies: false,
  held: false,
  timeoutMs: 1_000,
} as const;
