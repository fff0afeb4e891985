/** The picture is never ahead of the trace, loses nothing of it, and catches up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../core/trace/event.ts';
import { reduceTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology } from '../core/trace/topology.ts';
import { Unrolling } from './unrolling.ts';

const start: TraceEvent = {
  type: 'process.started',
  role: 'primary',
  node: 'v24.21.0',
  ppid: 1,
  pid: 100,
  worker: 0,
  sequence: 0,
  at: 0,
};
const request = (at: number): TraceEvent => ({
  type: 'request.started',
  request: at,
  method: 'GET',
  path: '/',
  peer: 5_000,
  reused: false,
  pid: 100,
  worker: 0,
  sequence: at,
  at,
});

test('whatever comes in whatever portions, the same state is reached', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2_500), fc.nat(60)), { maxLength: 12 }), (portions) => {
      const unrolling = new Unrolling();
      const all: TraceEvent[] = [start];
      unrolling.add([start], reduceTopology(emptyTopology, all));
      for (const [count, milliseconds] of portions) {
        const events = Array.from({ length: count }, (_, index) => request(all.length + index));
        all.push(...events);
        unrolling.add(events, reduceTopology(emptyTopology, all));
        unrolling.pass(milliseconds);
      }
      while (unrolling.isBehind) unrolling.pass(16);
      expect(unrolling.topology).toEqual(reduceTopology(emptyTopology, all));
    }),
    { numRuns: 30 },
  );
});

test('a burst is told over about a second, in order', () => {
  const unrolling = new Unrolling();
  unrolling.add([start, ...Array.from({ length: 240 }, (_, index) => request(index + 1))], emptyTopology);
  const first = unrolling.pass(600);
  expect(first.length).toBeGreaterThan(60);
  expect(first.length).toBeLessThan(180);
  expect(first.map(({ at }) => at)).toEqual(first.map((_, index) => index));
  unrolling.pass(700);
  expect(unrolling.isBehind).toBe(false);
});

test('what cannot be followed happens at once and is counted', () => {
  const unrolling = new Unrolling();
  const events = Array.from({ length: 3_600 }, (_, index) => (index === 0 ? start : request(index)));
  const unseen = [0, 1_200, 2_400].map((at) => unrolling.add(events.slice(at, at + 1_200), emptyTopology));
  expect(unseen).toEqual([0, 400, 1_200]);
  expect(unrolling.topology.primary?.requests.started).toBe(1_599);
});

test('of more news than can be followed none is told, whatever they are: the picture is where they lead', () => {
  const unrolling = new Unrolling();
  unrolling.add([start], emptyTopology);
  const now = reduceTopology(emptyTopology, [start, request(1)]);
  expect(
    unrolling.add(
      Array.from({ length: 9_999 }, (_, index) => request(index)),
      now,
    ),
  ).toBe(10_000);
  expect([unrolling.isBehind, unrolling.topology]).toEqual([false, now]);
});
