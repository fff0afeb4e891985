/** Whatever a frame or a file holds, an event has every field of its kind and in its range, or there is none. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceFact } from './event.ts';
import { readEvent } from './read-event.ts';

const stamp = { pid: 100, worker: 1, sequence: 3, at: 12.5 };
const peer = 5_000;

/** One of each type: a new type of event does not compile without one. */
const FACTS: { readonly [Type in TraceFact['type']]: Omit<Extract<TraceFact, { type: Type }>, 'type'> } = {
  'process.started': { role: 'worker', node: 'v24.21.0', ppid: 1 },
  'process.exiting': { code: -1 },
  'thread.started': {},
  'process.memory': { rss: 1, heapUsed: 2 },
  'process.crashed': { origin: 'uncaughtException', name: 'Error', message: '' },
  'cluster.setup': { policy: 'none' },
  'worker.forked': { id: 1, workerPid: 101, env: { A: '1' }, primaryGained: ['B'] },
  'worker.online': { id: 1 },
  'worker.listening': { id: 1, port: -1, address: null },
  'worker.disconnected': { id: 1, voluntary: true },
  'worker.exited': { id: 1, code: null, signal: 'SIGKILL', voluntary: false },
  'server.listening': { port: 80, holding: 'round-robin' },
  'server.failed': { code: 'EADDRINUSE', message: '' },
  'connection.handed': { to: 1, handoff: 1, peer: null },
  'connection.received': { handoff: 1, peer },
  'connection.accepted': { by: 1, handoff: 1, peer },
  'connection.rejected': { by: 1, handoff: 1, peer },
  'connection.opened': { peer, port: 80 },
  'connection.closed': { peer, port: 80 },
  'connection.dropped': { peer: null, port: null },
  'request.started': { request: 1, method: 'GET', path: '/', peer, reused: false },
  'request.finished': { request: 1, status: 200 },
  'request.aborted': { request: 1 },
  'message.sent': { from: 0, to: 1, body: '{}' },
  'message.received': { from: 0, to: 1, body: '{}' },
  'load.started': { load: 'a', requests: 1, connections: 1, keepAlive: true },
  'load.held': { load: 'a', request: 1, status: 200 },
  'load.outcome': {
    load: 'a',
    request: 1,
    peer,
    startedAt: 1,
    finishedAt: 2,
    result: { kind: 'answered', status: 200, body: '' },
  },
  'load.cookies': { load: 'a', header: 'b=c' },
  'load.finished': { load: 'a', sent: 1, answered: 1, failed: 0 },
};
const EVENTS = Object.entries(FACTS).map(([type, fact]) => ({ type, ...fact, ...stamp }));

test.each(EVENTS)('$type is read as it was written, without what else is beside', (event) => {
  expect(readEvent(event)).toEqual(event);
  expect(readEvent({ ...event, more: 1, peers: {} })).toEqual(event);
});

test.each(EVENTS)('$type without one of its fields is none', (event) => {
  for (const name of Object.keys(event)) expect(readEvent({ ...event, [name]: undefined }), name).toBeUndefined();
});

/** What is wrong in every field of every event. */
const NEVER = [
  {},
  [],
  { kind: 'pwned' },
  'x'.repeat(4_001),
  1e300,
  2 ** 60,
  Number.NaN,
  Infinity,
  [1],
  { length: 1 },
  () => 1,
];

test.each(EVENTS)('$type with anything else in a field is none', (event) => {
  for (const name of Object.keys(event)) {
    for (const wrong of name === 'env' ? NEVER.slice(1).filter((each) => typeof each !== 'object') : NEVER) {
      if (name === 'primaryGained' && Array.isArray(wrong) && wrong.length === 0) continue;
      expect(readEvent({ ...event, [name]: wrong }), `${name}: ${JSON.stringify(wrong)}`).toBeUndefined();
    }
  }
});

test.each([
  ['a role', { ...stamp, type: 'process.started', ...FACTS['process.started'], role: 'root' }],
  ['a policy', { ...stamp, type: 'cluster.setup', policy: 'constructor' }],
  ['a holding', { ...stamp, type: 'server.listening', port: 80, holding: '__proto__' }],
  ['a port', { ...stamp, type: 'server.listening', port: 65_536, holding: 'own-socket' }],
  ['half a port', { ...stamp, type: 'server.listening', port: 80.5, holding: 'own-socket' }],
  ['a worker', { ...stamp, worker: -1, type: 'thread.started' }],
  ['a signal', { ...stamp, type: 'worker.exited', id: 1, code: null, signal: '<b>', voluntary: true }],
  ['an environment of numbers', { ...stamp, type: 'worker.forked', ...FACTS['worker.forked'], env: { A: 1 } }],
  ['a list for an environment', { ...stamp, type: 'worker.forked', ...FACTS['worker.forked'], env: ['A'] }],
  ['names that are none', { ...stamp, type: 'worker.forked', ...FACTS['worker.forked'], primaryGained: [{}] }],
  ['a result', { ...stamp, type: 'load.outcome', ...FACTS['load.outcome'], result: { kind: 'toString' } }],
  [
    'an answer',
    { ...stamp, type: 'load.outcome', ...FACTS['load.outcome'], result: { kind: 'answered', status: '200', body: '' } },
  ],
  ['a type', { ...stamp, type: 'toString' }],
])('%s that no run has is refused', (_, value) => expect(readEvent(value)).toBeUndefined());

test('whatever it is, it is read or refused, and never throws', () => {
  const names = fc.constantFrom(...EVENTS.flatMap((event) => Object.keys(event)));
  fc.assert(
    fc.property(fc.constantFrom(...EVENTS), names, fc.jsonValue({ maxDepth: 3 }), (event, name, value) => {
      const read = readEvent({ ...event, [name]: value });
      if (read !== undefined) expect(Object.keys(read).sort()).toEqual(Object.keys(event).sort());
      expect(() => readEvent(value)).not.toThrow();
    }),
  );
});
