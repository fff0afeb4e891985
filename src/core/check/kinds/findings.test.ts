import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { TraceEvent, TraceFact } from '../../trace/event.ts';
import { reduceTopology } from '../../trace/reduce-topology.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { HostListener } from '@cluster-lab/sandbox/host-facts';
import type { ProgramFacts } from '../facts.ts';

const CHECK: CheckSpec = { kind: 'findings', says: 'right', file: 'findings.json', load: 'visitors' };

const event = (worker: number, at: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  worker,
  pid: 100 + worker,
  sequence: at,
  at,
});
const started = (worker: number) =>
  event(worker, 0, { type: 'process.started', role: worker === 0 ? 'primary' : 'worker', node: 'v24', ppid: 1 });
const listening = (worker: number) => event(worker, 1, { type: 'server.listening', port: 80, holding: 'own-socket' });
const opened = event(1, 2, { type: 'connection.opened', peer: 5_000, port: 80 });
const handed = event(0, 2, { type: 'connection.handed', to: 1, handoff: 1, peer: 5_000 });

function factsOf(more: readonly TraceEvent[], listeners?: readonly HostListener[]): ProgramFacts {
  const events = [started(0), started(1), started(2), listening(1), listening(2), ...more];
  const result = { kind: 'answered', status: 200, body: '' } as const;
  return {
    entry: 'rr.mjs',
    name: 'rr.mjs',
    pid: 100,
    parallelism: 2,
    exit: null,
    output: '',
    events,
    topology: reduceTopology(emptyTopology, events),
    connections: new ConnectionIndex(),
    loads: [{ name: 'visitors', outcomes: [{ request: 1, peer: 5_000, startedAt: 1, finishedAt: 3, result }] }],
    host: listeners && { processes: [], listeners },
  };
}

const socket = (inode: string, ...heldBy: number[]): HostListener => ({ port: 80, socket: inode, heldBy });
const judge = (facts: ProgramFacts, text: string) =>
  evaluateCheck(CHECK, { programs: [facts], files: { 'findings.json': text } });
const says = (sockets: unknown, heldBy: string, acceptedBy: string) =>
  JSON.stringify({ 'rr.mjs': { sockets, heldBy, acceptedBy } });

test.each([
  ['round-robin', factsOf([handed, opened], [socket('a', 100)]), says(1, 'primary', 'primary')],
  ['a shared handle', factsOf([opened], [socket('a', 100, 101, 102)]), says(1, 'primary and workers', 'workers')],
  ['sockets of their own', factsOf([opened], [socket('a', 101), socket('b', 102)]), says(2, 'workers', 'workers')],
])('passes what is true of %s, and no other', (_, facts, text) => {
  expect(judge(facts, text).passed).toBe(true);
  const others = [says(1, 'primary', 'workers'), says('?', '?', '?'), says(2, 'primary and workers', 'primary')];
  for (const other of others) expect(judge(facts, other).passed).toBe(false);
});

test('says which finding is wrong and how to write it, not what is right', () => {
  const verdict = judge(factsOf([opened], [socket('a', 100, 101, 102)]), says(1, 'primary', 'workers'));
  expect(verdict).toMatchObject({
    passed: false,
    found:
      'Of rr.mjs, findings.json says what was not seen: heldBy "primary". ' +
      'What can be written: heldBy is "primary", "workers" or "primary and workers".',
  });
});

test('asks for JSON with the entry of the program', () => {
  for (const text of ['{', '[]', '{"none.mjs": {}}', 'null']) {
    expect(judge(factsOf([]), text)).toMatchObject({ found: 'findings.json is not JSON with an entry "rr.mjs".' });
  }
  expect(evaluateCheck(CHECK, { programs: [factsOf([])] }).passed).toBe(false);
});

test('where no host looks, judges who accepts alone', () => {
  expect(judge(factsOf([opened]), says('?', '?', 'workers')).passed).toBe(true);
  expect(judge(factsOf([opened]), says('?', '?', 'primary')).passed).toBe(false);
});
