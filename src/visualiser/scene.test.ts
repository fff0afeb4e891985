/** A trace in, a picture out: each situation that a learner should see is told by the trace and by nothing else. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from '../core/trace/event.ts';
import { reduceTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology } from '../core/trace/topology.ts';
import { Motions } from './motions.ts';
import { drawScene } from './scene.ts';
import { takeSeats } from './seats.ts';
import type { Item, Mark, Scene } from './shape.ts';

const SIZE = { width: 720, height: 264 };
/** Microseconds. */
const SECOND = 1_000_000;

let sequence = 0;
const by = (worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: ++sequence,
  at: sequence,
});
const started = (worker: number) =>
  by(worker, { type: 'process.started', role: worker === 0 ? 'primary' : 'worker', node: 'v24.21.0', ppid: 1 });
const forked = (id: number) => by(0, { type: 'worker.forked', id, workerPid: 100 + id, env: {}, primaryGained: [] });
const listening = (worker: number, holding: 'round-robin' | 'shared-handle' | 'own-socket') =>
  by(worker, { type: 'server.listening', port: 3000, holding });
const opened = (worker: number, peer: number) => by(worker, { type: 'connection.opened', peer, port: 3000 });
const asked = (worker: number, peer: number) =>
  by(worker, { type: 'request.started', request: peer, method: 'GET', path: '/', peer, reused: false });
const handed = (to: number, peer: number) => by(0, { type: 'connection.handed', to, handoff: peer, peer });
const exited = (id: number, code: number | null, signal: string | null) =>
  by(0, { type: 'worker.exited', id, code, signal, voluntary: false });

const pair = [started(0), forked(1), forked(2), started(1), started(2)];
const roundRobin = [...pair, listening(0, 'own-socket'), listening(1, 'round-robin'), listening(2, 'round-robin')];

/** The picture `later` microseconds after the last event, with what moves half a flight after it was launched. */
function pictureOf(events: readonly TraceEvent[], { later = 0, moving = [] as readonly TraceEvent[] } = {}): Scene {
  const topology = reduceTopology(emptyTopology, events);
  const motions = new Motions();
  motions.launch(moving, 0);
  const seats = takeSeats(new Map(), [...topology.connections.keys(), ...motions.peers]);
  return drawScene({ topology, time: topology.now + later, motions: motions.at(200), size: SIZE, seats });
}
const item = (scene: Scene, key: string): Item | undefined => scene.items.find((each) => each.key === key);
const marks = <Kind extends Mark['kind']>(scene: Scene, kind: Kind) =>
  scene.marks.filter((mark): mark is Extract<Mark, { kind: Kind }> => mark.kind === kind);

describe('processes', () => {
  test('nothing runs: nothing is drawn', () => expect(pictureOf([])).toMatchObject({ marks: [], items: [] }));

  test('each has its place inside the picture, and none lies on another', () => {
    const many = [started(0), ...Array.from({ length: 20 }, (_, index) => forked(index + 1))];
    for (const events of [roundRobin, many]) {
      const cards = pictureOf(events).items.filter(({ kind }) => kind === 'process');
      for (const { place } of cards) {
        expect(place.x + place.width).toBeLessThanOrEqual(SIZE.width);
        expect(place.y + place.height).toBeLessThanOrEqual(SIZE.height);
      }
      for (const one of cards) {
        for (const other of cards) {
          if (one === other) continue;
          const isApart =
            one.place.x + one.place.width <= other.place.x ||
            other.place.x + other.place.width <= one.place.x ||
            one.place.y + one.place.height <= other.place.y ||
            other.place.y + other.place.height <= one.place.y;
          expect(isApart, `${one.key} and ${other.key}`).toBe(true);
        }
      }
    }
  });

  test('a crash stays to be seen, with its code, and its replacement has a new id and colour', () => {
    const crash = by(1, { type: 'process.crashed', origin: 'uncaughtException', name: 'Error', message: 'boom' });
    const scene = pictureOf([...roundRobin, crash, exited(1, 1, null), forked(3), started(3)]);
    expect(item(scene, 'worker-1')).toMatchObject({ look: 'faded', lines: ['crashed: code 1'] });
    expect(item(scene, 'worker-3')).toMatchObject({ look: 'dashed', colour: 'worker-3' });
    expect(marks(scene, 'line').filter(({ dash }) => dash === 'dotted')).toHaveLength(2);
  });

  test('a killed worker shows the signal; in a crash loop the older dead are a number', () => {
    const scene = pictureOf([...roundRobin, exited(2, null, 'SIGKILL')]);
    expect(item(scene, 'worker-2')?.lines).toEqual(['ended: SIGKILL']);
    const loop = Array.from({ length: 9 }, (_, index) => [forked(index + 3), exited(index + 3, 1, null)]).flat();
    const looped = pictureOf([...roundRobin, ...loop]);
    expect(looped.items.filter(({ look }) => look === 'faded').map(({ key }) => key)).toEqual([
      'worker-9',
      'worker-10',
      'worker-11',
    ]);
    expect(item(looped, 'gone')?.title).toBe('and 6 more, workers in the table below');
  });

  test('of thousands that a program reports some have a place, and the others are a number', () => {
    const child = (pid: number) => ({ ...started(0), pid });
    const ids = Array.from({ length: 3_000 }, (_, index) => index + 1);
    const scene = pictureOf([started(0), ...ids.map(forked), ...ids.map((id) => child(1_000 + id))]);
    const cards = scene.items.filter(({ kind }) => kind === 'process');
    expect(cards).toHaveLength(21);
    expect(cards.every(({ place }) => place.height > 0 && place.y + place.height <= SIZE.height)).toBe(true);
    expect(item(scene, 'gone')?.title).toBe('and 5,980 more, workers in the table below');
    expect(scene.marks.length).toBeLessThan(100);
  });

  test('each has a store of its own', () => {
    const memory = (worker: number, heapUsed: number) => by(worker, { type: 'process.memory', rss: 50e6, heapUsed });
    const scene = pictureOf([...roundRobin, memory(1, 60e6), memory(2, 6e6)]);
    expect(item(scene, 'worker-1')?.lines).toContain('own heap 60.0 MB');
    const [full, empty] = ['worker-1', 'worker-2'].map((key) => item(scene, key)?.level ?? 0);
    expect(full).toBeGreaterThan(5 * (empty ?? 1));
  });

  test('a drain is a dashed card that still has its connections', () => {
    const leaving = by(0, { type: 'worker.disconnected', id: 2, voluntary: true });
    const scene = pictureOf([...roundRobin, opened(2, 5001), leaving]);
    expect(item(scene, 'worker-2')).toMatchObject({ look: 'dashed', lines: expect.arrayContaining(['leaving']) });
    expect(item(scene, 'connection-5001')?.colour).toBe('worker-2');
  });
});

describe('who holds the listening socket', () => {
  test('round robin: the primary', () => {
    const scene = pictureOf(roundRobin);
    expect(item(scene, 'port-3000')?.spoken).toBe('Port 3000: held by the primary');
    expect(item(scene, 'primary')?.lines[0]).toBe('deals connections');
  });

  test('SCHED_NONE: all of them, and a line leads from the port to each', () => {
    const policy = by(0, { type: 'cluster.setup', policy: 'none' });
    const shared = [1, 2].map((worker) => listening(worker, 'shared-handle'));
    const scene = pictureOf([policy, ...pair, ...shared]);
    expect(item(scene, 'holder-3000')?.title).toBe('all hold it, workers accept');
    const dashed = marks(scene, 'line').filter(({ dash }) => dash === 'dashed');
    expect(dashed.map(({ colour }) => colour)).toEqual(['worker-1', 'worker-2']);
  });

  test('reusePort or exclusive: each worker says that it has its own', () => {
    const scene = pictureOf([...pair, listening(1, 'own-socket'), listening(2, 'own-socket')]);
    expect(item(scene, 'port-3000')).toBeUndefined();
    expect(item(scene, 'worker-2')?.lines).toContain('own socket, port 3000');
  });
});

describe('connections', () => {
  test('kept alive: one line to one worker, however many requests', () => {
    const scene = pictureOf([...roundRobin, opened(2, 5001), asked(2, 5001), asked(2, 5001)]);
    expect(item(scene, 'connection-5001')).toMatchObject({ colour: 'worker-2', count: '×2' });
    expect(marks(scene, 'line').filter(({ colour }) => colour === 'worker-2')).toHaveLength(1);
  });

  test('handed over: a ring on its way to the worker, and the answer back', () => {
    const accepted = by(0, { type: 'connection.accepted', by: 1, handoff: 5001, peer: 5001 });
    const scene = pictureOf(roundRobin, { moving: [handed(1, 5001), { ...accepted, peer: 5002 } as TraceEvent] });
    expect(marks(scene, 'ring')).toMatchObject([{ colour: 'worker-1' }]);
    expect(marks(scene, 'dot')).toMatchObject([{ colour: 'worker-1', radius: 2.5 }]);
  });

  test('sent back by a worker that is full or leaves: a ring in the colour of trouble', () => {
    const rejected = by(0, { type: 'connection.rejected', by: 2, handoff: 5001, peer: 5001 });
    expect(marks(pictureOf(roundRobin, { moving: [rejected] }), 'ring')).toMatchObject([{ colour: 'bad' }]);
  });

  test('the busy worker glows, and its victim waits at its door', () => {
    const events = [...roundRobin, opened(1, 5001), asked(1, 5001), handed(1, 5002)];
    expect(marks(pictureOf(events), 'ring')).toEqual([]);
    const scene = pictureOf(events, { later: SECOND });
    expect(marks(scene, 'glow')).toMatchObject([{ colour: 'worker-1', strength: 1 }]);
    expect(marks(scene, 'ring')).toHaveLength(1);
    expect(item(scene, 'worker-1')?.lines).toContain('busy, 1 waiting');
  });

  test('a victim whose worker is killed is orphaned, and says so at the primary', () => {
    const scene = pictureOf([...roundRobin, handed(1, 5002), exited(1, null, 'SIGKILL')], { later: SECOND });
    expect(item(scene, 'orphans')).toMatchObject({ colour: 'bad', title: '1 orphaned:', lines: ['nobody answers'] });
    expect(marks(scene, 'ring')).toMatchObject([{ colour: 'bad' }]);
  });

  test('more than have a place are counted', () => {
    const many = Array.from({ length: 40 }, (_, index) => opened(1, 5_000 + index));
    const scene = pictureOf([...roundRobin, ...many]);
    const seated = scene.items.filter(({ kind }) => kind === 'connection').length;
    expect(item(scene, 'more-connections')?.title).toBe(`and ${40 - seated} more`);
  });
});

test('a request flies from its visitor to the worker that serves it', () => {
  const events = [...roundRobin, opened(2, 5001)];
  const [early, late] = [60, 400].map((at) => {
    const motions = new Motions();
    motions.launch([asked(2, 5001)], 0);
    const topology = reduceTopology(emptyTopology, events);
    const seats = new Map([[5001, 0]]);
    const scene = drawScene({ topology, time: topology.now, motions: motions.at(at), size: SIZE, seats });
    return marks(scene, 'dot')[0]?.at.x ?? 0;
  });
  expect(early).toBeLessThan(late ?? 0);
  expect(late).toBeGreaterThan(SIZE.width / 3);
});

test('messages are envelopes between primary and worker; from worker to worker they take two ways', () => {
  const relay = [
    by(1, { type: 'message.sent', from: 1, to: 0, body: 'hi' }),
    by(0, { type: 'message.sent', from: 0, to: 2, body: 'hi' }),
  ];
  const scene = pictureOf(roundRobin, { moving: relay });
  expect(marks(scene, 'envelope').map(({ colour }) => colour)).toEqual(['worker-1', 'worker-2']);
});
