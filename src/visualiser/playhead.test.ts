/** Holding, stepping and playing show the run as it was, while it goes on. */
import { effect, signal } from '@preact/signals-core';
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../core/trace/event.ts';
import { endTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology } from '../core/trace/topology.ts';
import { STRIDE } from '../core/trace/replay.ts';
import { KEPT_EVENTS, TraceLog } from '../core/trace/trace-log.ts';
import { Playhead } from './playhead.ts';

/** Microseconds between two requests. */
const PITCH = 1_000;

function request(at: number): TraceEvent {
  const stamp = { pid: 100, worker: 0, sequence: at, at };
  return { ...stamp, type: 'request.started', request: at, method: 'GET', path: '/', peer: 5_000, reused: false };
}

/** A run with a primary that begins a request each millisecond. */
function newRun() {
  const log = new TraceLog();
  const topology = signal(emptyTopology);
  const add = (...events: TraceEvent[]) => {
    log.append(events);
    topology.value = log.topology;
  };
  add({ type: 'process.started', role: 'primary', node: 'v24.21.0', ppid: 1, pid: 100, worker: 0, sequence: 0, at: 0 });
  let asked = 0;
  const ask = (count: number) => {
    for (let index = 0; index < count; index++) add(request(++asked * PITCH));
  };
  const playhead = new Playhead();
  playhead.show({ log, topology });
  const shown = () => playhead.topology.value.primary?.requests.started;
  const pictured = (now: number) => playhead.advance(now, false).topology.primary?.requests.started;
  return { topology, add, ask, playhead, shown, pictured };
}

describe('live', () => {
  test('the table is never behind, and the picture catches up', () => {
    const { ask, playhead, shown, pictured } = newRun();
    pictured(0);
    ask(100);
    expect(shown()).toBe(100);
    expect(pictured(16)).toBeLessThan(100);
    for (let now = 32; playhead.isMoving; now += 50) pictured(now);
    expect(pictured(9_000)).toBe(100);
  });

  test('where nothing may move, the picture is there at once', () => {
    const { ask, playhead } = newRun();
    ask(100);
    expect(playhead.advance(16, true).topology.primary?.requests.started).toBe(100);
  });

  test('the clock goes on while nothing happens, and not back when the run ends', () => {
    const { ask, playhead, topology } = newRun();
    ask(1);
    playhead.advance(16, true);
    const { time } = playhead.advance(5_016, true);
    expect(time).toBeGreaterThan(4_000_000);
    topology.value = endTopology(topology.value, { code: null, signal: 'SIGTERM' });
    expect(playhead.advance(5_032, true).time).toBe(time);
  });
});

describe('held', () => {
  test('stays where it is while the run goes on, and live is now again', () => {
    const { ask, playhead, shown } = newRun();
    ask(5);
    playhead.hold();
    ask(5);
    expect(shown()).toBe(5);
    playhead.goLive();
    expect(shown()).toBe(10);
  });

  test('steps event by event, both ways, and not beyond the ends', () => {
    const { ask, playhead, shown } = newRun();
    ask(3);
    playhead.hold();
    playhead.step(-1);
    expect(shown()).toBe(2);
    expect(playhead.step(1).map(({ at }) => at)).toEqual([3 * PITCH]);
    playhead.step(-99);
    expect(playhead.topology.value.primary).toBeNull();
    playhead.step(99);
    expect(shown()).toBe(3);
  });

  test('steps on into what has happened since', () => {
    const { ask, playhead, shown } = newRun();
    ask(3);
    playhead.hold();
    ask(2);
    playhead.step(1);
    expect(shown()).toBe(4);
  });

  test('jumps to a moment', () => {
    const { ask, playhead, shown } = newRun();
    ask(50);
    playhead.jump({ time: 20 * PITCH + 1 });
    expect(shown()).toBe(20);
    expect(playhead.advance(0, false).time).toBe(20 * PITCH + 1);
    expect(playhead.event).toMatchObject({ type: 'request.started', at: 20 * PITCH });
  });

  test('after the last event of a run that is over comes its end, as the host saw it', () => {
    const { ask, playhead, topology } = newRun();
    ask(3);
    topology.value = endTopology(topology.value, { code: 7, signal: null });
    playhead.hold();
    expect(playhead.topology.value.primary?.exit?.code).toBe(7);
    playhead.step(-1);
    expect(playhead.topology.value.primary?.exit).toBeNull();
  });
});

describe('far away', () => {
  test('a moment is found in portions, and until then what was shown stays', async () => {
    const { add, playhead, shown } = newRun();
    const count = 20 * STRIDE;
    add(...Array.from({ length: count }, (_, index) => request((index + 1) * PITCH)));
    playhead.hold();
    expect(shown()).toBe(count);
    playhead.step(-1);
    expect(shown()).toBe(count);
    const seen = await new Promise((resolve) => {
      const stop = effect(() => {
        const { value } = playhead.topology;
        if (value.primary?.requests.started !== count)
          queueMicrotask(() => {
            stop();
            resolve(shown());
          });
      });
    });
    expect(seen).toBe(count - 1);
  });

  test('what came while nobody looked has happened at once, and all of it', () => {
    const { add, playhead, pictured } = newRun();
    pictured(0);
    const count = KEPT_EVENTS * 1.5;
    for (let at = 0; at < count; at += 5_000) {
      add(...Array.from({ length: 5_000 }, (_, index) => request((at + index + 1) * PITCH)));
    }
    expect(playhead.run?.log.dropped).toBeGreaterThan(0);
    expect(playhead.advance(16, false)).toMatchObject({
      events: [],
      topology: { primary: { requests: { started: count } } },
    });
    expect(playhead.isMoving).toBe(false);
  });
});

describe('playing', () => {
  test('goes at the chosen speed and ends where the run does', () => {
    const { ask, playhead, shown } = newRun();
    ask(50);
    playhead.speed.value = 0.1;
    playhead.play();
    expect(shown()).toBeUndefined();
    // 100 ms at a tenth are 10 ms of the run: ten requests.
    playhead.advance(1_000, false);
    const before = shown() ?? 0;
    playhead.advance(1_100, false);
    expect((shown() ?? 0) - before).toBe(10);
    for (let now = 1_200; playhead.isPlaying; now += 100) playhead.advance(now, false);
    expect(shown()).toBe(50);
    expect(playhead.state.value.kind).toBe('held');
  });

  test('cuts the time in which nothing happens', () => {
    const { add, ask, playhead, shown } = newRun();
    ask(1);
    add(request(600 * 1_000_000));
    playhead.speed.value = 1;
    playhead.play();
    let now = 0;
    for (; playhead.isPlaying && now < 5_000; now += 50) playhead.advance(now, false);
    expect(shown()).toBe(2);
    expect(now).toBeLessThan(2_000);
  });
});
