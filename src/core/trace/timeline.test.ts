/** Lanes count every request and every microsecond of work, in however few bins. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from './event.ts';
import { Timeline } from './timeline.ts';

const event = (at: number, worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: 1,
  at,
});
const started = (at: number, worker: number): TraceEvent =>
  event(at, worker, { type: 'request.started', request: at, method: 'GET', path: '/', peer: 1, reused: false });
const finished = (at: number, worker: number): TraceEvent =>
  event(at, worker, { type: 'request.finished', request: 0, status: 200 });
const primary = event(0, 0, { type: 'process.started', role: 'primary', node: 'v24.21.0', ppid: 1 });
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function timelineOf(events: readonly TraceEvent[]): Timeline {
  const timeline = new Timeline();
  for (const each of events) timeline.add(each);
  return timeline;
}

describe('a lane', () => {
  test('holds each request and all the time at work, however long the run grows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2e7), fc.nat(2e5)), { maxLength: 60 }), (gaps) => {
        let now = 0;
        const spans = gaps.map(([pause, work]) => {
          const from = now + pause;
          now = from + work;
          return [from, now] as const;
        });
        const timeline = timelineOf([primary, ...spans.flatMap(([from, to]) => [started(from, 1), finished(to, 1)])]);
        const lane = timeline.lanesAt(now).find(({ worker }) => worker === 1);
        expect(sum(lane?.requests ?? [])).toBe(gaps.length);
        expect(sum(lane?.busy ?? [])).toBe(sum(gaps.map(([, work]) => work)));
        expect(lane?.busy.length ?? 0).toBeLessThanOrEqual(512);
      }),
    );
  });

  test('counts work that is under way until now, and two requests at once as one span', () => {
    const timeline = timelineOf([primary, started(1_000, 1), started(2_000, 1), finished(3_000, 1)]);
    expect(timeline.lanesAt(9_000)).toMatchObject([
      { worker: 0, busy: [] },
      { worker: 1, busy: [4_000, 4_000] },
    ]);
  });

  test('ends with its worker', () => {
    const died = event(4_000, 0, { type: 'worker.exited', id: 1, code: 1, signal: null, voluntary: false });
    expect(
      timelineOf([primary, started(1_000, 1), died])
        .lanesAt(60_000)
        .at(-1)?.busy,
    ).toEqual([3_000]);
  });
});
