import { expect, test } from 'vitest';
import { distributionOf, distributionOfLoad } from './distribution.ts';
import type { TraceEvent, TraceFact } from './event.ts';
import { reduceTopology } from './reduce-topology.ts';
import { emptyTopology } from './topology.ts';
import { TraceLog } from './trace-log.ts';

let at = 0;
const by = (worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: ++at,
  at,
});
const started = (worker: number) =>
  by(worker, { type: 'process.started', role: worker === 0 ? 'primary' : 'worker', node: 'v24.21.0', ppid: 1 });
const opened = (worker: number, peer: number) => by(worker, { type: 'connection.opened', peer, port: 80 });
const asked = (worker: number, peer: number) =>
  by(worker, { type: 'request.started', request: peer, method: 'GET', path: '/', peer, reused: false });

test('one connection kept alive: an even count of nothing, and all requests at one worker', () => {
  const events = [started(0), started(1), started(2), opened(2, 9), asked(2, 9), asked(2, 9), asked(2, 9)];
  expect(distributionOf(reduceTopology(emptyTopology, events))).toEqual([
    {
      worker: 1,
      connections: { count: 0, share: 0, deviation: -1 },
      requests: { count: 0, share: 0, deviation: -1 },
    },
    {
      worker: 2,
      connections: { count: 1, share: 1, deviation: 1 },
      requests: { count: 3, share: 1, deviation: 1 },
    },
  ]);
});

test('the primary has a row only where it serves', () => {
  const pair = [started(0), started(1)];
  const rows = (events: readonly TraceEvent[]) =>
    distributionOf(reduceTopology(emptyTopology, events)).map(({ worker, requests }) => [worker, requests.share]);
  expect(rows(pair)).toEqual([[1, 0]]);
  expect(rows([...pair, asked(0, 9), asked(1, 8)])).toEqual([
    [0, 0.5],
    [1, 0.5],
  ]);
  expect(rows([started(0)])).toEqual([[0, 0]]);
});

test('a load is told by who answered it, apart from the other loads of the run', () => {
  const log = new TraceLog();
  log.append([started(0), started(1), started(2), opened(1, 5), opened(2, 6), opened(2, 7)]);
  const outcome = (peer: number | null, isAnswered = true) => ({
    request: 1,
    peer,
    startedAt: 0,
    finishedAt: 1e9,
    result: isAnswered ? ({ kind: 'answered', status: 200, body: '' } as const) : ({ kind: 'timed-out' } as const),
  });
  const load = [outcome(6), outcome(6), outcome(7), outcome(5, false), outcome(null, false)];
  const rows = distributionOfLoad(load, log.connections, log.topology);
  expect(rows.map(({ worker, connections, requests }) => [worker, connections.count, requests.count])).toEqual([
    [1, 0, 0],
    [2, 2, 3],
  ]);
});
