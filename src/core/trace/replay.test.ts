/** Any moment of a run is the state that a run which ended there would have. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from './event.ts';
import { Replay, STRIDE } from './replay.ts';
import { reduceTopology } from './reduce-topology.ts';
import { emptyTopology } from './topology.ts';
import { KEPT_EVENTS, TraceLog } from './trace-log.ts';

const event = (at: number, worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: at,
  at,
});
const start = event(0, 0, { type: 'process.started', role: 'primary', node: 'v24.21.0', ppid: 1 });
const request = (at: number): TraceEvent =>
  event(at, 0, { type: 'request.started', request: at, method: 'GET', path: '/', peer: 5_000, reused: false });
const run = [start, ...Array.from({ length: 3_000 }, (_, index) => request((index + 1) * 10))];

describe('a replay', () => {
  test('is near to what was learnt, and to its end where that is known', () => {
    const replay = new Replay([emptyTopology], run, reduceTopology(emptyTopology, run));
    expect([STRIDE, STRIDE + 1, run.length].map((position) => replay.isNear(position))).toEqual([true, false, true]);
    replay.learn();
    expect(replay.isNear(run.length - 1)).toBe(true);
    expect(replay.topologyAt(run.length - 1)).toEqual(reduceTopology(emptyTopology, run.slice(0, -1)));
  });

  test('knows the state after each event, whatever was asked before', () => {
    const replay = new Replay([emptyTopology], run);
    fc.assert(
      fc.property(fc.array(fc.nat(run.length), { maxLength: 5 }), (positions) => {
        for (const position of positions) {
          expect(replay.topologyAt(position)).toEqual(reduceTopology(emptyTopology, run.slice(0, position)));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('finds the position of a moment, and the moment of a position', () => {
    const replay = new Replay([emptyTopology], run);
    expect([replay.positionAt(-1), replay.positionAt(0), replay.positionAt(19), replay.positionAt(1e9)]).toEqual([
      0, 1, 2, 3_001,
    ]);
    expect([replay.timeOf(0), replay.timeOf(2), replay.timeOf(9_999)]).toEqual([0, 10, 30_000]);
  });

  test('tells a connection received after it was handed over, though two clocks were read', () => {
    const received = event(5, 1, { type: 'connection.received', handoff: 1, peer: 7 });
    const handed = event(6, 0, { type: 'connection.handed', to: 1, handoff: 1, peer: 7 });
    const replay = new Replay([emptyTopology], [received, handed]);
    expect(replay.events).toEqual([handed, received]);
    expect(replay.timeOf(2)).toBeGreaterThanOrEqual(replay.timeOf(1));
  });
});

test('a run longer than what is kept: the end is exact, and what came before is known from time to time', () => {
  const log = new TraceLog();
  const count = KEPT_EVENTS * 2;
  log.append([start]);
  for (let at = 1; at <= count; at += 1_000) {
    log.append(Array.from({ length: 1_000 }, (_, index) => request(at + index)));
  }
  const replay = log.replay();
  expect(log.dropped).toBeGreaterThan(0);
  expect(replay.topologyAt(replay.length).primary?.requests.started).toBe(count);
  expect(replay.topologyAt(0).primary?.requests.started).toBe(log.dropped - 1);
  const early = replay.stateBefore(log.dropped / 2);
  expect(early.now).toBeLessThanOrEqual(log.dropped / 2);
  expect(early.primary?.requests.started ?? 0).toBeLessThanOrEqual(log.dropped / 2);
  expect(replay.topologyAt(replay.positionAt(log.dropped + 10)).primary?.requests.started).toBe(log.dropped + 10);
});
