import { expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from '../core/trace/event.ts';
import { emptyTopology, reduceTopology } from '../core/trace/topology.ts';
import { describePicture } from './describe.ts';
import { Flights } from './flights.ts';
import { drawScene } from './scene.ts';

const SIZE = { width: 720, height: 210 };
let sequence = 0;
const event = (fact: TraceFact, worker: number): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: ++sequence,
  at: sequence,
});
const forked = (id: number) => event({ type: 'worker.forked', id, workerPid: 100 + id, env: {}, primaryGained: [] }, 0);
const started = (role: 'primary' | 'worker', id: number) =>
  event({ type: 'process.started', role, node: 'v24.21.0', ppid: 1 }, id);

const running = reduceTopology(emptyTopology, [
  started('primary', 0),
  forked(1),
  forked(2),
  started('worker', 1),
  started('worker', 2),
  event({ type: 'server.listening', port: 3000, holding: 'round-robin' }, 1),
  event({ type: 'server.listening', port: 3000, holding: 'round-robin' }, 2),
]);
const words = (shapes: ReturnType<typeof drawScene>) =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));

test('nothing runs: the picture says what to do', () => {
  expect(words(drawScene(emptyTopology, [], SIZE))).toEqual(['Press Run to start real processes']);
});

test('a primary and its workers, each with its name, all within the picture', () => {
  const shapes = drawScene(running, [], SIZE);
  expect(words(shapes)).toEqual(expect.arrayContaining(['primary', 'worker 1', 'worker 2']));
  for (const shape of shapes) {
    if (shape.kind !== 'card') continue;
    expect(shape.at.x + shape.width).toBeLessThanOrEqual(SIZE.width);
    expect(shape.at.y + shape.height).toBeLessThanOrEqual(SIZE.height);
  }
});

test('a worker that was killed stays, faded, with its signal, and no line leads to it', () => {
  const after = reduceTopology(running, [
    event({ type: 'worker.exited', id: 1, code: null, signal: 'SIGKILL', voluntary: false }, 0),
  ]);
  const shapes = drawScene(after, [], SIZE);
  expect(shapes.filter((shape) => shape.kind === 'card' && shape.isFaded)).toHaveLength(1);
  expect(words(shapes).some((text) => text.startsWith('exited: SIGKILL'))).toBe(true);
  expect(shapes.filter(({ kind }) => kind === 'curve')).toHaveLength(2);
  expect(describePicture(after)).toContain('1 living worker, 1 ended');
});

test('an open connection is drawn at the worker that has it, in its colour', () => {
  const after = reduceTopology(running, [event({ type: 'connection.opened', peer: 50_000, port: 3000 }, 2)]);
  const shapes = drawScene(after, [], SIZE);
  expect(shapes.filter((shape) => shape.kind === 'curve' && shape.colour === 'worker-2')).toHaveLength(1);
  expect(shapes.filter((shape) => shape.kind === 'dot' && shape.colour === 'worker-2')).toHaveLength(1);
});

test('a flight for each request that began, to the worker that served it, and none twice', () => {
  const after = reduceTopology(running, [
    event({ type: 'connection.opened', peer: 50_000, port: 3000 }, 2),
    event({ type: 'request.started', request: 1, method: 'GET', path: '/', peer: 50_000, reused: false }, 2),
  ]);
  const flights = new Flights();
  flights.launch(running, after, 1_000);
  flights.launch(after, after, 1_010);
  expect(flights.at(1_100)).toEqual([{ worker: 2, progress: expect.any(Number) }]);
  expect(flights.areFlying(1_100)).toBe(true);
  expect(flights.at(9_000)).toEqual([]);
  expect(flights.areFlying(9_000)).toBe(false);
});
