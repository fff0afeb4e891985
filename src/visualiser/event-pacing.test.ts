/** The picture is never ahead of the trace, loses nothing of it, and catches up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../core/trace/event.ts';
import { reduceTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology } from '../core/trace/topology.ts';
import { EventPacing } from './event-pacing.ts';

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
      const pacing = new EventPacing();
      const all: TraceEvent[] = [start];
      pacing.add([start], reduceTopology(emptyTopology, all));
      for (const [count, milliseconds] of portions) {
        const events = Array.from({ length: count }, (_, index) => request(all.length + index));
        all.push(...events);
        pacing.add(events, reduceTopology(emptyTopology, all));
        pacing.pass(milliseconds);
      }
      while (pacing.isBehind) pacing.pass(16);
      expect(pacing.topology).toEqual(reduceTopology(emptyTopology, all));
    }),
    { numRuns: 30 },
  );
});

test('a burst is told over about a second, in order', () => {
  const pacing = new EventPacing();
  pacing.add([start, ...Array.from({ length: 240 }, (_, index) => request(index + 1))], emptyTopology);
  const first = pacing.pass(600);
  expect(first.length).toBeGreaterThan(60);
  expect(first.length).toBeLessThan(180);
  expect(first.map(({ at }) => at)).toEqual(first.map((_, index) => index));
  pacing.pass(700);
  expect(pacing.isBehind).toBe(false);
});

test('what cannot be followed happens at once and is counted', () => {
  const pacing = new EventPacing();
  const events = Array.from({ length: 3_600 }, (_, index) => (index === 0 ? start : request(index)));
  const unseen = [0, 1_200, 2_400].map((at) => pacing.add(events.slice(at, at + 1_200), emptyTopology));
  expect(unseen).toEqual([0, 400, 1_200]);
  expect(pacing.topology.primary?.requests.started).toBe(1_599);
});

test('of more news than can be followed none is told, whatever they are: the picture is where they lead', () => {
  const pacing = new EventPacing();
  pacing.add([start], emptyTopology);
  const now = reduceTopology(emptyTopology, [start, request(1)]);
  expect(
    pacing.add(
      Array.from({ length: 9_999 }, (_, index) => request(index)),
      now,
    ),
  ).toBe(10_000);
  expect([pacing.isBehind, pacing.topology]).toEqual([false, now]);
});
