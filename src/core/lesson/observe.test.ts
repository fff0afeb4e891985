/** Each kind of observation: what it says once the run has shown it, and its silence before. */
import { describe, expect, test } from 'vitest';
import { ConnectionIndex } from '../trace/connection-index.ts';
import type { LoadOutcome, TraceEvent, TraceFact } from '../trace/event.ts';
import { endTopology, reduceTopology } from '../trace/reduce-topology.ts';
import { emptyTopology } from '../trace/topology.ts';
import { observe, observeBeside, type Seen } from './observe.ts';

const PRIMARY = 100;
const ms = (count: number) => count * 1_000;

/** Who reports (0 is the primary), when in milliseconds, and what. */
type Report = readonly [worker: number, atMs: number, fact: TraceFact];

function stamped(reports: readonly Report[]): readonly TraceEvent[] {
  return reports.map(([worker, atMs, fact], index) => ({
    ...fact,
    worker,
    pid: PRIMARY + worker,
    sequence: index + 1,
    at: ms(atMs),
  }));
}

const birth: Report = [0, 0, { type: 'process.started', role: 'primary', node: 'v24.21.0', ppid: 1 }];
const forked = (id: number, atMs = 1): Report => [
  0,
  atMs,
  { type: 'worker.forked', id, workerPid: PRIMARY + id, env: {}, primaryGained: [] },
];
const listens = (id: number, port = 3000): Report => [
  id,
  2,
  { type: 'server.listening', port, holding: 'round-robin' },
];
const exited = (id: number, atMs: number, how: Partial<Extract<TraceFact, { type: 'worker.exited' }>> = {}): Report => [
  0,
  atMs,
  { type: 'worker.exited', id, code: 1, signal: null, voluntary: false, ...how },
];
const asked = (worker: number, atMs: number, request: number, path: string): Report => [
  worker,
  atMs,
  { type: 'request.started', request, method: 'GET', path, peer: path === '/' ? 1 : 2, reused: false },
];
const answered = (worker: number, atMs: number, request: number): Report => [
  worker,
  atMs,
  { type: 'request.finished', request, status: 200 },
];

/** An outcome from and to a time in milliseconds; its client port joins it to a worker. */
function outcome(peer: number, from: number, to: number, result?: LoadOutcome['result']): LoadOutcome {
  const fine = { kind: 'answered', status: 200, body: '' } as const;
  return { request: peer, peer, startedAt: ms(from), finishedAt: ms(to), result: result ?? fine };
}

const load = (outcomes: readonly LoadOutcome[], requests = outcomes.length) => ({ name: 'load', requests, outcomes });

function seen(reports: readonly Report[], more: Partial<Seen> & { servedBy?: readonly number[] } = {}): Seen {
  const { servedBy = [], ...facts } = more;
  const connections = new ConnectionIndex();
  const opened = servedBy.map((worker, index): Report => [
    worker,
    0,
    { type: 'connection.opened', peer: index + 1, port: 3000 },
  ]);
  const events = stamped([birth, ...opened, ...reports]);
  for (const event of events) connections.add(event);
  const exit = facts.exit ?? null;
  const topology = reduceTopology(emptyTopology, events);
  return {
    topology: exit ? endTopology(topology, exit) : topology,
    output: '',
    exit,
    loads: [],
    connections,
    events,
    ...facts,
  };
}

const ENDED = { code: 0, signal: null };
const pair = [forked(1), forked(2), listens(1), listens(2)];

describe('what was printed', () => {
  test('how often, and never only at the end', () => {
    const kind = { kind: 'times-printed', text: 'ready' } as const;
    expect(observe(kind, seen([], { output: 'ready\nready\n' }))).toBe('it was printed 2 times');
    expect(observe(kind, seen([], { output: 'ready\n' }))).toBe('it was printed 1 time');
    expect(observe(kind, seen([]))).toBeUndefined();
    expect(observe(kind, seen([], { exit: ENDED }))).toBe('it was never printed');
  });
  test('the first line that begins so', () => {
    const kind = { kind: 'line-printed', startsWith: 'total: ' } as const;
    expect(observe(kind, seen([], { output: 'x\r\ntotal: 7\r\ntotal: 8' }))).toBe('it printed "total: 7"');
    expect(observe(kind, seen([]))).toBeUndefined();
    expect(observe(kind, seen([], { exit: ENDED }))).toBe('no line began with "total: "');
  });
  test('which of two texts came first', () => {
    const kind = { kind: 'printed-order', texts: ['online', 'first line'] } as const;
    const of = (output: string, exit: Seen['exit'] = null) =>
      observe({ ...kind, texts: [...kind.texts] }, seen([], { output, exit }));
    expect(of('first line\nonline\n')).toBe('"first line" was printed before "online"');
    expect(of('online\nfirst line\n')).toBe('"online" was printed before "first line"');
    expect(of('online\n')).toBeUndefined();
    expect(of('online\n', ENDED)).toBe('"online" was printed, and "first line" never');
    expect(of('', ENDED)).toBe('neither "online" nor "first line" was printed');
  });
});

describe('processes', () => {
  test('ports, and how many listen', () => {
    expect(observe({ kind: 'ports' }, seen([forked(1), forked(2), listens(1), listens(2, 4000)]))).toBe(
      'the workers listen on 2 ports: 3000, 4000',
    );
    expect(observe({ kind: 'workers-on-one-port' }, seen(pair))).toBe('2 workers listen on port 3000');
    const apart = seen([forked(1), forked(2), listens(1), listens(2, 4000)]);
    expect(observe({ kind: 'workers-on-one-port' }, apart)).toBeUndefined();
    expect(observeBeside({ kind: 'workers-on-one-port' }, apart)).toMatch(
      /^2 workers listen, each on a port of its own/,
    );
    expect(observeBeside({ kind: 'workers-on-one-port' }, seen(pair))).toBeUndefined();
    expect(observe({ kind: 'ports' }, seen([forked(1)]))).toBeUndefined();
    expect(observe({ kind: 'workers-on-one-port' }, seen([forked(1)]))).toBeUndefined();
  });
  test('how many were started, in all or within a time that must have passed', () => {
    expect(observe({ kind: 'workers-forked' }, seen(pair))).toBe('2 workers were started');
    expect(observe({ kind: 'workers-forked' }, seen([], { exit: ENDED }))).toBe('no worker was started');
    const within = { kind: 'workers-forked', withinMs: 3_000 } as const;
    const storm = [forked(1, 10), forked(2, 2_900)];
    expect(observe(within, seen(storm))).toBeUndefined();
    expect(observe(within, seen([...storm, forked(3, 3_100)]))).toBe('2 workers were started in the first 3 s');
  });
  test('times of a computer that was too slow are told as such', () => {
    const tooSlow = seen([forked(1, 10), forked(2, 3_100)], { tooSlow: true, loads: [load([outcome(1, 1, 700)])] });
    const doubted = expect.stringMatching(/, but this computer was too slow for times to tell: run it again/);
    expect(observe({ kind: 'workers-forked', withinMs: 3_000 }, tooSlow)).toEqual(doubted);
    expect(observe({ kind: 'load-held-up', overMs: 500 }, tooSlow)).toEqual(doubted);
    expect(observe({ kind: 'load-time' }, tooSlow)).toEqual(doubted);
    expect(observe({ kind: 'workers-forked' }, tooSlow), 'a count').toBe('2 workers were started');
  });
  test('who ended, and how; nobody only when there was time for it', () => {
    const kind = { kind: 'worker-exits' } as const;
    expect(observe(kind, seen([...pair, exited(1, 5)]))).toBe('worker 1 ended with exit code 1');
    expect(observe(kind, seen([...pair, exited(1, 5), exited(2, 6, { code: null, signal: 'SIGKILL' })]))).toBe(
      'worker 1 ended with exit code 1 and worker 2 ended with SIGKILL',
    );
    expect(observe(kind, seen(pair))).toBeUndefined();
    expect(observe(kind, seen(pair, { loads: [load([outcome(1, 1, 2)], 2)] }))).toBeUndefined();
    expect(observe(kind, seen(pair, { loads: [load([outcome(1, 1, 2)])] }))).toBe('no worker ended');
    expect(observe(kind, seen(pair, { exit: ENDED })), 'those that ended with the program').toBe('no worker ended');
    const storm = [1, 2, 3, 4, 5].flatMap((id) => [forked(id), exited(id, 5)]);
    expect(observe(kind, seen(storm))).toBe('5 workers ended with exit code 1');
  });
  test('how the program ended', () => {
    expect(observe({ kind: 'exit-code' }, seen(pair))).toBeUndefined();
    expect(observe({ kind: 'exit-code' }, seen(pair, { exit: ENDED }))).toBe('the program ended with exit code 0');
    expect(observe({ kind: 'exit-code' }, seen(pair, { exit: { code: null, signal: 'SIGKILL' } }))).toBe(
      'the program ended with SIGKILL',
    );
  });
  test('messages by receiver', () => {
    const message = (to: number): Report => [to, 3, { type: 'message.received', from: 0, to, body: '' }];
    expect(observe({ kind: 'messages' }, seen([...pair, message(1), message(1)]))).toBe(
      '2 messages arrived: worker 1 received 2, worker 2 received none and the primary received none',
    );
    expect(observe({ kind: 'messages' }, seen(pair))).toBeUndefined();
    expect(observe({ kind: 'messages' }, seen(pair, { exit: ENDED }))).toBe('no message arrived');
  });
});

describe('loads', () => {
  const refused = { kind: 'failed', code: 'ECONNREFUSED' } as const;
  const three = [outcome(1, 10, 20), outcome(2, 10, 1_510), outcome(3, 10, 40)];
  const loads = [load([outcome(9, 1, 2)]), load(three)];

  test('by whom the last one was answered', () => {
    const servedBy = [1, 1, 1];
    expect(observe({ kind: 'load-split' }, seen(pair, { loads, servedBy }))).toBe(
      'worker 1 answered 3 of 3 requests, worker 2 none and the primary none',
    );
    const failing = [load([outcome(1, 10, 20), outcome(2, 10, 20, refused)])];
    expect(observe({ kind: 'load-split' }, seen([], { loads: failing, servedBy: [0] }))).toBe(
      'the primary answered 1 of 2 requests and 1 got no answer',
    );
  });
  test('one that is under way is passed over', () => {
    const underWay = [load(three, 4)];
    for (const kind of ['load-split', 'load-time', 'load-failures', 'load-statuses'] as const)
      expect(observe({ kind }, seen(pair, { loads: underWay })), kind).toBeUndefined();
    expect(observe({ kind: 'load-time' }, seen(pair, { loads: [...loads, load([])] }))).toContain('3 requests');
  });
  test('a worker that died before it takes no part', () => {
    const reports = [...pair, exited(1, 5)];
    expect(observe({ kind: 'load-split' }, seen(reports, { loads, servedBy: [2, 2, 2] }))).toBe(
      'worker 2 answered 3 of 3 requests and the primary none',
    );
  });
  test('its time and its slowest request', () => {
    expect(observe({ kind: 'load-time' }, seen(pair, { loads }))).toBe(
      'the 3 requests took 1.5 s together, the slowest of them 1.5 s',
    );
    const [first, last] = [load([outcome(1, 10, 35)]), load([outcome(2, 40, 45)])];
    expect(observe({ kind: 'load-time' }, seen(pair, { loads: [first] }))).toBe('the request took 25 ms');
    const both = seen(pair, {
      loads: [
        { ...first, path: '/' },
        { ...last, path: '/slow' },
      ],
    });
    expect(observe({ kind: 'load-time' }, both), 'the last').toBe('the request took 5 ms');
    expect(observe({ kind: 'load-time', path: '/' }, both), 'the last for a path').toBe('the request took 25 ms');
  });
  test('only the load that the question is about decides, and until then the page says which it is', () => {
    const wanted = { requests: 3, connections: 2, keepAlive: false, path: '/', during: '/report' };
    const observation = { kind: 'load-held-up', overMs: 500, load: wanted } as const;
    const report = { ...load([outcome(9, 0, 2_000)]), path: '/report', connections: 1, keepAlive: false };
    const visitors = { ...load(three), path: '/', connections: 2, keepAlive: false };
    const said = (...sent: Seen['loads']) => observe(observation, seen(pair, { loads: sent }));
    expect(said(report, visitors)).toBe('1 of 3 requests waited longer than 500 ms');
    expect(said(visitors), 'nothing under way').toBeUndefined();
    expect(said(report), 'the other load').toBeUndefined();
    const late = { ...report, outcomes: [outcome(9, 2_000, 4_000)] };
    expect(said(late, visitors), 'under way later').toBeUndefined();
    for (const other of [
      { requests: 2, outcomes: three.slice(1) },
      { connections: 1 },
      { keepAlive: true },
      { path: '/x' },
    ])
      expect(said(report, { ...visitors, ...other }), JSON.stringify(other)).toBeUndefined();
    expect(observeBeside(observation, seen(pair, { loads: [report] }))).toBe(
      'nothing has answered it yet: send a request to /report and, before it is answered, send 3 requests to /, 2 at once, without keep-alive',
    );
  });
  test('how many were held up', () => {
    const over = (overMs: number) => observe({ kind: 'load-held-up', overMs }, seen(pair, { loads }));
    expect(over(500)).toBe('1 of 3 requests waited longer than 500 ms');
    expect(over(2_000)).toBe('none of 3 requests waited longer than 2.0 s');
  });
  test('what failed, and which statuses came', () => {
    const mixed = [
      outcome(1, 10, 20),
      outcome(2, 10, 20, refused),
      outcome(3, 10, 20, { kind: 'timed-out' }),
      outcome(4, 10, 20, { kind: 'answered', status: 429, body: '' }),
    ];
    expect(observe({ kind: 'load-failures' }, seen(pair, { loads: [load(mixed)] }))).toBe(
      '2 of 4 requests were answered, 1 refused, as nobody listens and 1 without an answer in time',
    );
    expect(observe({ kind: 'load-statuses' }, seen(pair, { loads: [load(mixed)] }))).toBe(
      '1 of 4 requests got 200, 1 got 429 and 2 got no answer',
    );
  });
});

describe('order', () => {
  const kind = { kind: 'request-order', path: '/', during: '/cpu' } as const;
  test('a request that waited for another, and one that did not', () => {
    const waited = [asked(0, 10, 1, '/cpu'), answered(0, 90, 1), asked(0, 91, 2, '/')];
    const beside = [asked(0, 10, 1, '/cpu'), asked(0, 30, 2, '/'), answered(0, 90, 1)];
    const sent = (atMs: number) => ({ loads: [load([outcome(1, atMs, 92)])] });
    expect(observe(kind, seen(waited, sent(20)))).toBe('/ was begun only after /cpu was answered');
    expect(observe(kind, seen(waited, sent(90.5))), 'one that came when all was over').toBeUndefined();
    expect(observe(kind, seen(beside))).toBe('/ was begun while /cpu was still being worked on');
    expect(observe(kind, seen(waited.slice(0, 2)))).toBeUndefined();
    expect(observe(kind, seen([asked(0, 5, 1, '/'), asked(0, 10, 2, '/cpu')])), 'one that came before').toBeUndefined();
  });
  test('a worker that leaves during a load, or only after it', () => {
    const loads = [load([outcome(1, 10, 2_000)])];
    const leaves = (atMs: number) => [...pair, exited(1, atMs, { code: 0, voluntary: true })];
    const of = (reports: readonly Report[], more: Partial<Seen> = {}) =>
      observe({ kind: 'exit-and-load' }, seen(reports, { loads, ...more }));
    expect(of(leaves(900))).toBe('worker 1 left while requests were still being sent');
    expect(of(leaves(7_000))).toBe('worker 1 left only after the last answer, 5.0 s later');
    expect(of([...pair, exited(1, 900)]), 'a crash is no leaving').toBeUndefined();
    expect(of(pair, { exit: ENDED })).toBe('no worker had left of its own accord when the program ended');
  });
});
