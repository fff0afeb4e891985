/** The kinds that judge loads, requests, exits and output, each passing and failing on facts as a run gives them. */
import { describe, expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { LoadOutcome, TraceEvent, TraceFact } from '../../trace/event.ts';
import { reduceTopology } from '../../trace/reduce-topology.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { ProgramFacts } from '../facts.ts';

type Unsaid = CheckSpec extends infer Each ? (Each extends CheckSpec ? Omit<Each, 'says'> : never) : never;

const event = (worker: number, at: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  worker,
  pid: 100 + worker,
  sequence: at,
  at,
});

/** A request as server and sender see it: sent at `from`, served by `worker` from `started` to `finished`. */
interface Exchange {
  readonly load?: string;
  readonly worker: number;
  readonly sent: number;
  readonly started?: number;
  readonly finished: number;
  readonly result?: LoadOutcome['result'];
  readonly path?: string;
  readonly method?: string;
}

const answer = (body: string, status = 200): LoadOutcome['result'] => ({ kind: 'answered', status, body });

function factsOf(exchanges: readonly Exchange[], more: Partial<ProgramFacts> = {}): ProgramFacts {
  const connections = new ConnectionIndex();
  const loads = new Map<string, LoadOutcome[]>();
  const events = exchanges.flatMap((exchange, index): TraceEvent[] => {
    const { load = 'visitors', worker, sent, started = sent, finished, result = answer('ok') } = exchange;
    const peer = 5_000 + index;
    const opened = event(worker, sent, { type: 'connection.opened', peer, port: 80 });
    connections.add(opened);
    const outcomes = loads.get(load) ?? [];
    loads.set(load, [
      ...outcomes,
      { request: outcomes.length + 1, peer, startedAt: sent, finishedAt: finished, result },
    ]);
    const { path = '/', method = 'GET' } = exchange;
    return [
      opened,
      event(worker, started, { type: 'request.started', request: index, method, path, peer, reused: false }),
      event(worker, finished, { type: 'request.finished', request: index, status: 200 }),
    ];
  });
  return {
    entry: 'main.mjs',
    name: 'main.mjs',
    pid: 100,
    parallelism: 2,
    exit: null,
    output: '',
    topology: emptyTopology,
    connections,
    loads: [...loads].map(([name, outcomes]) => ({ name, outcomes })),
    host: undefined,
    ...more,
    events: more.events ?? events,
  };
}

const judge = (check: Unsaid, facts: ProgramFacts) => evaluateCheck({ says: 'it', ...check }, { programs: [facts] });
const passes = (check: Unsaid, facts: ProgramFacts) => judge(check, facts).passed;

describe('answered', () => {
  const check: Unsaid = { kind: 'answered', load: 'visitors', status: 200 };
  const two = (first: LoadOutcome['result'], second: LoadOutcome['result']) =>
    factsOf([
      { worker: 1, sent: 0, finished: 10, result: first },
      { worker: 2, sent: 20, finished: 30, result: second },
    ]);

  test('wants every request, with its own number and the process that the trace names', () => {
    const facts = two(answer('1 from 101'), answer('2 from 102'));
    expect(passes({ ...check, body: '{n} from {pid}' }, facts)).toBe(true);
    expect(passes({ ...check, contains: 'from 10{worker}' }, facts)).toBe(true);
    expect(judge({ ...check, body: '{n} from 101' }, facts)).toMatchObject({
      passed: false,
      found: '1 of 2 requests of "visitors" got it; one got 200 "2 from 102".',
    });
  });

  test('fails at another status or a lost request, unless fewer are enough', () => {
    const facts = two(answer('x'), { kind: 'timed-out' });
    expect(judge(check, facts)).toMatchObject({ passed: false, found: expect.stringContaining('1 got no answer') });
    expect(passes({ ...check, atLeast: 1 }, facts)).toBe(true);
    expect(passes(check, two(answer('x', 500), answer('x')))).toBe(false);
    expect(passes(check, factsOf([]))).toBe(false);
  });

  test('reads the last body as a number', () => {
    const facts = two(answer('7'), answer('30\n'));
    expect(passes({ ...check, number: { atMost: 30 } }, facts)).toBe(true);
    expect(passes({ ...check, number: 29 }, facts)).toBe(false);
    expect(passes({ ...check, number: { atLeast: 0 } }, two(answer('7'), answer('')))).toBe(false);
  });
});

test('statuses counts how requests ended', () => {
  const facts = factsOf([
    { worker: 1, sent: 0, finished: 1 },
    { worker: 1, sent: 2, finished: 3, result: answer('', 429) },
    { worker: 1, sent: 4, finished: 5, result: { kind: 'failed', code: 'ECONNRESET' } },
  ]);
  const check: Unsaid = { kind: 'statuses', load: 'visitors', counts: { '200': 1, '429': 1, failed: { atMost: 1 } } };
  expect(passes(check, facts)).toBe(true);
  expect(judge({ ...check, counts: { '200': 2 } }, facts)).toMatchObject({
    passed: false,
    found: '"visitors": 1 × 200, 1 × 429, 1 × failed.',
  });
});

describe('order and held-up', () => {
  const blocked = factsOf([
    { load: 'slow', worker: 1, sent: 0, finished: 100 },
    { load: 'quick', worker: 1, sent: 20, started: 101, finished: 102 },
  ]);
  const free = factsOf([
    { load: 'slow', worker: 1, sent: 0, finished: 100 },
    { load: 'quick', worker: 2, sent: 20, started: 21, finished: 22 },
  ]);
  const order: Unsaid = {
    kind: 'order',
    first: { load: 'slow', moment: 'finished' },
    then: { load: 'quick', moment: 'started' },
  };
  const heldUp: Unsaid = { kind: 'held-up', load: 'quick', by: 'slow', count: 1 };

  test('tell a blocked server from a free one', () => {
    expect(passes(order, blocked)).toBe(true);
    expect(passes(order, free)).toBe(false);
    expect(passes(heldUp, blocked)).toBe(true);
    expect(judge(heldUp, free)).toMatchObject({ passed: false, found: expect.stringContaining('0 of 1') });
    expect(passes({ ...heldUp, count: 0 }, free)).toBe(true);
  });

  test('a request that never came to its moment fails the order', () => {
    expect(judge(order, { ...blocked, events: [] })).toMatchObject({
      passed: false,
      found: 'Not every request of "slow" got that far.',
    });
  });
});

test('concurrent counts in a process, in all, and over workers', () => {
  const facts = factsOf([
    { worker: 1, sent: 0, finished: 10 },
    { worker: 1, sent: 5, finished: 15 },
    { worker: 2, sent: 6, finished: 16 },
    { worker: 2, sent: 16, finished: 20 },
  ]);
  const most = (within: 'a process' | 'the program' | 'different workers', count: number) =>
    passes({ kind: 'concurrent', load: 'visitors', within, count }, facts);
  expect(most('a process', 2)).toBe(true);
  expect(most('the program', 3)).toBe(true);
  expect(most('different workers', 2)).toBe(true);
  expect(most('a process', 3)).toBe(false);
});

describe('processes, exits, never-fewer', () => {
  const started = (worker: number, at: number) => [
    event(0, at, { type: 'worker.forked', id: worker, workerPid: 100 + worker, env: {}, primaryGained: [] }),
    event(worker, at + 1, { type: 'server.listening', port: 80, holding: 'round-robin' }),
  ];
  const exited = (id: number, at: number, signal: string | null, voluntary = false) =>
    event(0, at, { type: 'worker.exited', id, code: signal === null ? 0 : null, signal, voluntary });
  const factsFrom = (events: readonly TraceEvent[]) =>
    factsOf([], { events, topology: reduceTopology(emptyTopology, events) });
  const primary = event(0, 0, { type: 'process.started', role: 'primary', node: 'v24', ppid: 1 });

  const rolled = factsFrom([
    primary,
    ...started(1, 1),
    ...started(2, 3),
    ...started(3, 5),
    exited(1, 7, null, true),
    exited(2, 8, 'SIGKILL'),
  ]);

  test('count what was started and how it ended', () => {
    expect(passes({ kind: 'processes', workers: 3, listening: 1, children: 0, threads: 0 }, rolled)).toBe(true);
    expect(passes({ kind: 'processes', workers: 'cores' }, { ...rolled, parallelism: 3 })).toBe(true);
    const many = { ...rolled, parallelism: 64 };
    expect(judge({ kind: 'processes', workers: 'cores' }, many)).toMatchObject({
      expected: 'workers forked: 64 (the cores here).',
    });
    expect(judge({ kind: 'processes', workers: { atMost: 'cores' } }, rolled)).toMatchObject({
      passed: false,
      expected: 'workers forked: at most 2 (the cores here).',
      found: '3 workers forked.',
    });
    expect(passes({ kind: 'exits', count: 1, signal: 'SIGKILL' }, rolled)).toBe(true);
    expect(passes({ kind: 'exits', count: 1, voluntary: true, code: 0 }, rolled)).toBe(true);
    expect(judge({ kind: 'exits', count: 0, signal: 'SIGKILL' }, rolled)).toMatchObject({
      passed: false,
      found: 'worker 1: code 0, as the primary wanted; worker 2: SIGKILL.',
    });
  });

  test('a child of child_process is no worker, and a thread is counted', () => {
    const child = event(0, 1, { type: 'process.started', role: 'primary', node: 'v24', ppid: 100 });
    const facts = factsFrom([primary, { ...child, pid: 777 }, event(0, 2, { type: 'thread.started' })]);
    expect(passes({ kind: 'processes', workers: 0, children: 1, threads: 1 }, facts)).toBe(true);
  });

  test('never fewer listening than wanted, from the moment when they were', () => {
    expect(passes({ kind: 'never-fewer', listening: 1 }, rolled)).toBe(true);
    expect(judge({ kind: 'never-fewer', listening: 2 }, rolled)).toMatchObject({
      passed: false,
      found: 'The fewest that listened after the start were 1.',
    });
    expect(passes({ kind: 'never-fewer', listening: 4 }, rolled)).toBe(false);
  });
});

test('end tells how the program ended, or that it did not', () => {
  const ended = (code: number | null, signal: string | null) => factsOf([], { exit: { code, signal } });
  expect(passes({ kind: 'end', code: 0 }, ended(0, null))).toBe(true);
  expect(passes({ kind: 'end', code: 'not 0' }, ended(1, null))).toBe(true);
  expect(passes({ kind: 'end', code: 'not 0' }, ended(null, 'SIGKILL'))).toBe(false);
  expect(passes({ kind: 'end', signal: 'SIGKILL' }, ended(null, 'SIGKILL'))).toBe(true);
  expect(judge({ kind: 'end', code: 0 }, factsOf([]))).toMatchObject({
    passed: false,
    found: 'main.mjs still ran when the scenario was over.',
  });
});

test('output-match counts lines, reads a number, and passes over colours', () => {
  const facts = factsOf([], { output: 'W=1 104\n\u001b[32mW=2 191\u001b[39m\nchosen: 2\n' });
  expect(passes({ kind: 'output-match', pattern: '^W=\\d \\d+$', times: 2 }, facts)).toBe(true);
  expect(
    passes({ kind: 'output-match', pattern: '^chosen: (\\d+)$', times: 1, number: { atMost: 'cores' } }, facts),
  ).toBe(true);
  expect(
    judge({ kind: 'output-match', pattern: '^chosen: (\\d+)$', times: 1, number: { atLeast: 3 } }, facts),
  ).toMatchObject({ passed: false, found: 'main.mjs printed 1 such line, the last "chosen: 2".' });
});

test('spread and newcomers go by the connection, not by what a body says', () => {
  const facts = factsOf(
    [1, 2, 1, 2, 3, 3].map((worker, index) => ({ worker, sent: index * 10, finished: index * 10 + 5 })),
  );
  expect(passes({ kind: 'spread', load: 'visitors', workers: 3, each: 2 }, facts)).toBe(true);
  expect(passes({ kind: 'spread', load: 'visitors', workers: 2, each: { atLeast: 2 } }, facts)).toBe(false);
  const newcomers: Unsaid = { kind: 'newcomers', load: 'visitors', above: 2, percent: { atLeast: 50 }, fromRequest: 3 };
  expect(passes(newcomers, facts)).toBe(true);
  expect(judge({ ...newcomers, fromRequest: 1 }, facts)).toMatchObject({
    passed: false,
    found: '2 of 6 answers (33 %) came from workers with an id above 2.',
  });
});

test('received counts what each subscriber heard', () => {
  const heard = (first: string, second: string) =>
    factsOf([
      { load: 'listeners', worker: 1, sent: 0, finished: 9, result: answer(first) },
      { load: 'listeners', worker: 2, sent: 0, finished: 9, result: answer(second) },
    ]);
  const check: Unsaid = { kind: 'received', load: 'listeners', text: 'news', times: 1 };
  expect(passes(check, heard('data: news', 'data: news'))).toBe(true);
  expect(judge(check, heard('data: news', ''))).toMatchObject({
    passed: false,
    found: 'The 2 subscribers heard "news" 1, 0 times.',
  });
  expect(passes(check, heard('news news', 'news'))).toBe(false);
});

test('requests counts what servers saw, by method, path, worker and connection', () => {
  const facts = factsOf([
    { worker: 1, sent: 0, finished: 1, method: 'POST', path: '/orders' },
    { worker: 2, sent: 2, finished: 3, path: '/orders/7' },
    { worker: 2, sent: 4, finished: 5, path: '/' },
  ]);
  expect(passes({ kind: 'requests', method: 'POST', count: 1 }, facts)).toBe(true);
  expect(passes({ kind: 'requests', path: '/orders*', count: 2, perWorker: [1, 1], connections: 2 }, facts)).toBe(true);
  expect(judge({ kind: 'requests', count: 4 }, facts)).toMatchObject({
    passed: false,
    found: '3 requests on 3 connections, 1 at worker 1, 2 at worker 2.',
  });
});
