import { describe, expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from './event.ts';
import { endTopology, reduceTopology } from './reduce-topology.ts';
import { emptyTopology, requestsOf } from './topology.ts';
import { answersByWorker } from './connection-index.ts';
import { TraceLog } from './trace-log.ts';

let clock = 0;
const by = (worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: 1,
  at: ++clock,
});
const started = (worker: number): TraceEvent =>
  by(worker, { type: 'process.started', role: worker === 0 ? 'primary' : 'worker', node: 'v24.21.0', ppid: 1 });
const forked = (id: number): TraceEvent =>
  by(0, { type: 'worker.forked', id, workerPid: 100 + id, env: {}, primaryGained: [] });
const served = (worker: number, peer: number): TraceEvent[] => [
  by(worker, { type: 'connection.opened', peer, port: 80 }),
  by(worker, { type: 'request.started', request: peer, method: 'GET', path: '/', peer, reused: false }),
  by(worker, { type: 'request.finished', request: peer, status: 200 }),
];

const run = [started(0), forked(1), forked(2), started(1), ...served(1, 5001), ...served(2, 5002), ...served(2, 5003)];

describe('reduceTopology', () => {
  test('counts connections and requests where they were served', () => {
    const { primary, workers, connections } = reduceTopology(emptyTopology, run);
    expect(primary?.requests.started).toBe(0);
    expect(workers.map(({ id, requests, connections: { total } }) => [id, requests.finished, total])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
    expect(connections.get(5003)?.worker).toBe(2);
  });

  test('one batch gives the same as one event at a time, and the old state is untouched', () => {
    const one = run.reduce((topology, event) => reduceTopology(topology, [event]), emptyTopology);
    expect(one).toEqual(reduceTopology(emptyTopology, run));
    expect(emptyTopology.workers).toEqual([]);
    expect(emptyTopology.connections.size).toBe(0);
  });

  test('a killed worker keeps its row and counts, and its connections are gone', () => {
    const killed = by(0, { type: 'worker.exited', id: 2, code: null, signal: 'SIGKILL', voluntary: false });
    const topology = reduceTopology(emptyTopology, [...run, killed]);
    expect(topology.workers[1]).toMatchObject({
      state: 'exited',
      exit: { signal: 'SIGKILL' },
      requests: { started: 2 },
    });
    expect([...topology.connections.keys()]).toEqual([5001]);
  });

  test('the end of the run ends whoever still lived', () => {
    const topology = endTopology(reduceTopology(emptyTopology, run), { code: 7, signal: null });
    expect(topology.ended).toBe(true);
    expect(topology.primary?.exit).toMatchObject({ code: 7 });
    expect(topology.workers.map(({ state }) => state)).toEqual(['exited', 'exited']);
  });

  test('a connection that was handed over waits for its worker, which takes it or sends it back', () => {
    const handed = by(0, { type: 'connection.handed', to: 1, handoff: 7, peer: 5009 });
    const waiting = reduceTopology(emptyTopology, [...run, handed]);
    expect([...waiting.handoffs.values()]).toEqual([{ to: 1, handoff: 7, peer: 5009, at: handed.at }]);
    const taken = by(0, { type: 'connection.accepted', by: 1, handoff: 7, peer: 5009 });
    expect(reduceTopology(waiting, [taken])).toMatchObject({ handoffs: new Map(), workers: [{ rejected: 0 }, {}] });
    const sentBack = by(0, { type: 'connection.rejected', by: 1, handoff: 7, peer: 5009 });
    expect(reduceTopology(waiting, [sentBack])).toMatchObject({ handoffs: new Map(), workers: [{ rejected: 1 }, {}] });
  });

  test('a connection whose worker dies before it took it is orphaned, and stays so', () => {
    const handed = by(0, { type: 'connection.handed', to: 2, handoff: 7, peer: 5009 });
    const killed = by(0, { type: 'worker.exited', id: 2, code: null, signal: 'SIGKILL', voluntary: false });
    const topology = reduceTopology(emptyTopology, [...run, handed, killed]);
    expect(topology.handoffs.size).toBe(0);
    expect(topology.orphans).toMatchObject({ total: 1, newest: [{ to: 2, peer: 5009 }] });
    expect(endTopology(topology, { code: 0, signal: null }).orphans.total).toBe(1);
  });

  test('each process tells its own memory', () => {
    const topology = reduceTopology(emptyTopology, [...run, by(2, { type: 'process.memory', rss: 50, heapUsed: 5 })]);
    expect(topology.workers.map(({ memory }) => memory)).toEqual([null, { rss: 50, heapUsed: 5 }]);
  });

  test('shares add up to one', () => {
    const topology = reduceTopology(emptyTopology, run);
    expect(topology.workers.map(({ requests }) => requests.started / requestsOf(topology))).toEqual([1 / 3, 2 / 3]);
  });
});

test('an outcome belongs to the worker that had the port at that time', () => {
  const log = new TraceLog();
  log.append([by(1, { type: 'connection.opened', peer: 9, port: 80 })]);
  const early = clock - log.origin;
  log.append([by(2, { type: 'connection.opened', peer: 9, port: 80 })]);
  const outcome = (finishedAt: number) =>
    ({ request: 1, peer: 9, startedAt: 0, finishedAt, result: { kind: 'answered', status: 200, body: '' } }) as const;
  expect(answersByWorker([outcome(early), outcome(early + 1)], log.connections)).toEqual(
    new Map([
      [1, 1],
      [2, 1],
    ]),
  );
});

test('a child of child_process is told from the primary: what it serves is its own', () => {
  const child = (event: TraceEvent): TraceEvent => ({ ...event, pid: 777 });
  const log = new TraceLog();
  log.append([started(0), child(started(0)), ...served(0, 5001).map(child)]);
  const { topology } = log;
  expect(topology.primary?.requests.started).toBe(0);
  expect(topology.children).toMatchObject([{ pid: 777, requests: { finished: 1 } }]);
  expect(log.connections.workerOf({ peer: 5001, finishedAt: clock })).toBeUndefined();
  const ended = reduceTopology(topology, [child(by(0, { type: 'process.exiting', code: 3 }))]);
  expect(ended.children).toMatchObject([{ state: 'exited', exit: { code: 3 } }]);
});
