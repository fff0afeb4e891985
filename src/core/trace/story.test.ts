/** A story has all that happened to its thing, in order, and nothing of another. */
import { expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from './event.ts';
import { storyOf, type Subject } from './story.ts';

let at = 0;
const by = (worker: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid: 100 + worker,
  worker,
  sequence: ++at,
  at,
});
const asked = (request: number, peer: number, reused = false) =>
  by(2, { type: 'request.started', request, method: 'GET', path: '/', peer, reused });
const answered = (request: number) => by(2, { type: 'request.finished', request, status: 200 });
const opened = (peer: number) => by(2, { type: 'connection.opened', peer, port: 80 });
const closed = (peer: number) => by(2, { type: 'connection.closed', peer, port: 80 });

const run = [
  by(0, { type: 'worker.forked', id: 2, workerPid: 102, env: {}, primaryGained: [] }),
  by(2, { type: 'server.listening', port: 80, holding: 'round-robin' }),
  by(0, { type: 'connection.handed', to: 2, handoff: 1, peer: 50 }),
  opened(50),
  by(0, { type: 'connection.accepted', by: 2, handoff: 1, peer: 50 }),
  asked(1, 50),
  opened(51),
  asked(2, 51),
  answered(2),
  answered(1),
  asked(3, 50, true),
  answered(3),
  closed(50),
  by(0, { type: 'worker.exited', id: 2, code: 0, signal: null, voluntary: true }),
];
const words = (subject: Subject, events: readonly TraceEvent[] = run) =>
  storyOf(subject, events).map((line) => line.words);

test('a connection: handed over, opened, taken, asked twice, closed', () => {
  expect(words({ kind: 'connection', peer: 50 })).toEqual([
    'the primary hands the connection from :50 to worker 2',
    'worker 2 has the connection from :50 open',
    'worker 2 takes the connection from :50',
    'worker 2 begins GET / from :50',
    'worker 2 has answered its request 1 with 200',
    'worker 2 begins GET / from :50, on the same connection as before',
    'worker 2 has answered its request 3 with 200',
    'the connection from :50 to worker 2 closes',
  ]);
});

test('a client port that came back tells of its newest connection', () => {
  const again = [...run, opened(50), closed(50)];
  expect(words({ kind: 'connection', peer: 50 }, again)).toEqual([
    'worker 2 has the connection from :50 open',
    'the connection from :50 to worker 2 closes',
  ]);
});

test('a worker: its life and what it was handed, without its requests', () => {
  expect(words({ kind: 'process', worker: 2, pid: 102 })).toEqual([
    'the primary forks worker 2 as process 102',
    'worker 2 listens on port 80, whose socket the primary holds',
    'the primary hands the connection from :50 to worker 2',
    'worker 2 has ended: code 0, as it was asked to',
  ]);
});

test('a port: who listens on it', () => {
  expect(words({ kind: 'port', port: 80 })).toEqual(['worker 2 listens on port 80, whose socket the primary holds']);
});

test('what happens again and again is one line with its number', () => {
  const repeated = Array.from({ length: 9 }, () => by(0, { type: 'message.sent', from: 0, to: 2, body: 'beat' }));
  expect(storyOf({ kind: 'process', worker: 0, pid: 100 }, repeated)).toMatchObject([{ times: 9 }]);
});
