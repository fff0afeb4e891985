/** Runs that no program of ours could have, as a forger writes them: what is kept of them is bounded, and no event costs more for it. */
import { expect, test } from 'vitest';
import type { TraceEvent, TraceFact } from './event.ts';
import { KEPT_PROCESSES, Roster } from './roster.ts';
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
const fork = (id: number): TraceFact => ({
  type: 'worker.forked',
  id,
  workerPid: 100 + id,
  env: {},
  primaryGained: [],
});
const start: TraceFact = { type: 'process.started', role: 'primary', node: 'v24', ppid: 1 };
const opened = (peer: number): TraceFact => ({ type: 'connection.opened', peer, port: 80 });
const exited = (id: number): TraceFact => ({ type: 'worker.exited', id, code: 0, signal: null, voluntary: true });

function topologyOf(count: number, make: (index: number) => TraceFact, worker = 0) {
  const events = Array.from({ length: count }, (_, index) => event(index + 1, worker, make(index + 1)));
  return reduceTopology(emptyTopology, [event(0, 0, start), ...events]);
}

test.each([
  ['upwards', (index: number) => index],
  ['downwards', (index: number) => 20_001 - index],
])('20,000 forks, ids %s: as many workers as are kept, in order, and the others are counted', (_, idOf) => {
  const { workers, unlisted } = topologyOf(20_000, (index) => fork(idOf(index)));
  expect(workers).toHaveLength(KEPT_PROCESSES);
  expect(unlisted).toBe(20_000 - KEPT_PROCESSES);
  expect(workers.map(({ id }) => id)).toEqual(workers.map(({ id }) => id).toSorted((one, other) => one - other));
});

test('a fork costs the same however many came before it, in whatever order', () => {
  let looks = 0;
  const roster = new Roster<{ readonly id: number }>([], ({ id }) => {
    looks++;
    return id;
  });
  for (let id = KEPT_PROCESSES; id > 0; id--) {
    if (!roster.has(id)) roster.add({ id });
    roster.change(id, () => ({}));
  }
  // By halves: 13 of 5,000, for each of three questions.
  expect(looks).toBeLessThan(KEPT_PROCESSES * 45);
});

test('an event is reduced once: what is known of let go ones is what the run was then', () => {
  const log = new TraceLog();
  const states = new Set([log.topology]);
  log.append([event(0, 0, start)]);
  for (let at = 1; at < KEPT_EVENTS * 2; at += 1_000) {
    log.append(Array.from({ length: 1_000 }, (_, index) => event(at + index, 0, { type: 'thread.started' })));
    states.add(log.topology);
  }
  const replay = log.replay();
  expect(log.events.length).toBeGreaterThanOrEqual(KEPT_EVENTS);
  expect(log.events.length).toBeLessThan(KEPT_EVENTS * 1.5);
  for (const time of [0, log.dropped / 2, log.dropped]) expect(states).toContain(replay.stateBefore(time));
  expect(replay.topologyAt(0).now).toBe(log.dropped - 1);
  expect(replay.topologyAt(replay.length)).toBe(log.topology);
});

test('children, servers, connections and handoffs are bounded too', () => {
  const children = reduceTopology(
    emptyTopology,
    Array.from({ length: 20_000 }, (_, index) => ({ ...event(index, 0, start), pid: index })),
  );
  expect([children.children.length, children.unlisted]).toEqual([KEPT_PROCESSES, 20_000 - 1 - KEPT_PROCESSES]);
  const servers = topologyOf(1_000, (port) => ({ type: 'server.listening', port, holding: 'own-socket' }));
  expect(servers.primary?.servers).toHaveLength(32);
  expect(topologyOf(60_000, opened, 1).connections.size).toBe(10_000);
  const handed = topologyOf(60_000, (handoff) => ({ type: 'connection.handed', to: 1, handoff, peer: null }));
  expect(handed.handoffs.size).toBe(10_000);
  expect(handed.handoffs.has('1:60000')).toBe(true);
});

test('in whatever portions they come, the same state is reached', () => {
  const events = [
    event(0, 0, start),
    ...Array.from({ length: 9_000 }, (_, index) => event(index, 0, fork(9_000 - index))),
  ];
  const portions = events.map((_, index) => index).filter((index) => index % 700 === 0);
  const inPortions = portions.reduce(
    (topology, at) => reduceTopology(topology, events.slice(at, at + 700)),
    emptyTopology,
  );
  expect(inPortions).toEqual(reduceTopology(emptyTopology, events));
});

test('a worker that ends costs what it held, however much the others hold', () => {
  // 100 million looks at connections if each end looked at all of them.
  const held = Array.from({ length: 10_000 }, (_, peer) => event(peer, 1, opened(peer)));
  const ends = Array.from({ length: 10_000 }, (_, index) => event(index, 0, exited(index + 2)));
  const before = reduceTopology(emptyTopology, [event(0, 0, start), ...held]);
  let looks = 0;
  const counted = new Map(before.connections);
  const values = counted[Symbol.iterator].bind(counted);
  counted[Symbol.iterator] = () => {
    looks++;
    return values();
  };
  expect(reduceTopology({ ...before, connections: counted }, ends).connections.size).toBe(10_000);
  expect(looks).toBeLessThan(3);
});

test('times that no clock shows neither hang nor fill the lanes', () => {
  const log = new TraceLog();
  const request = (at: number): TraceEvent =>
    event(at, 1, { type: 'request.started', request: 1, method: 'GET', path: '/', peer: 1, reused: false });
  const far = 2 ** 53;
  log.append([
    event(0, 0, start),
    request(-far),
    event(5, 1, { type: 'request.finished', request: 1, status: 200 }),
    request(far),
  ]);
  expect(log.events.map(({ at }) => at)).toEqual([0, 0, 5, far]);
  for (const { busy, requests } of log.timeline.lanesAt(far)) expect(busy.length + requests.length).toBeLessThan(1_100);
});

test('lanes are those of the newest workers and of the primary', () => {
  const log = new TraceLog();
  log.append([
    event(0, 0, start),
    ...Array.from({ length: 5_000 }, (_, id) => event(id, id + 1, { ...start, role: 'worker' })),
  ]);
  const lanes = log.timeline.lanesAt(5_000).map(({ worker }) => worker);
  expect(lanes.length).toBeLessThanOrEqual(65);
  expect(lanes).toContain(0);
  expect(lanes.at(-1)).toBe(5_000);
});
