import { expect, test } from 'vitest';
import { ConnectionIndex } from './connection-index.ts';
import type { TraceEvent, TraceFact } from './event.ts';

const PRIMARY = 100;
const event = (pid: number, worker: number, at: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  pid,
  worker,
  at,
  sequence: at,
});
const opened = (pid: number, worker: number, at: number) =>
  event(pid, worker, at, { type: 'connection.opened', peer: 5_000, port: 80 });
const started = (pid: number, worker: number, at: number) =>
  event(pid, worker, at, {
    type: 'request.started',
    request: at,
    method: 'GET',
    path: '/',
    peer: 5_000,
    reused: false,
  });

function indexOf(...events: TraceEvent[]): ConnectionIndex {
  const index = new ConnectionIndex();
  const boot: TraceFact = { type: 'process.started', role: 'primary', node: 'v24', ppid: 1 };
  for (const each of [event(PRIMARY, 0, 0, boot), ...events]) index.add(each);
  return index;
}

test('a port that comes back belongs to the process that had it at that time', () => {
  const index = indexOf(opened(101, 1, 10), opened(102, 2, 30));
  expect(index.workerOf({ peer: 5_000, finishedAt: 20 })).toBe(1);
  expect(index.workerOf({ peer: 5_000, finishedAt: 40 })).toBe(2);
  expect(index.servedBy({ peer: 5_000, finishedAt: 5 })).toBeUndefined();
  expect(index.servedBy({ peer: null, finishedAt: 40 })).toBeUndefined();
});

test('a connection that was passed on belongs to the process in which its requests begin', () => {
  const index = indexOf(opened(PRIMARY, 0, 10), started(200, 0, 12), started(200, 0, 14));
  expect(index.servedBy({ peer: 5_000, finishedAt: 20 })).toMatchObject({ pid: 200, worker: undefined });
  expect(index.workerOf({ peer: 5_000, finishedAt: 11 })).toBe(0);
});

test('so does a connection of which nobody saw the opening', () => {
  expect(indexOf(started(200, 0, 12)).servedBy({ peer: 5_000, finishedAt: 20 })).toMatchObject({ pid: 200 });
});
