import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { LoadOutcome, TraceEvent, TraceFact } from '../../trace/event.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { ProgramFacts } from '../facts.ts';

const CHECK: CheckSpec = { kind: 'held-up', says: 'one waits', load: 'visitors', by: 'report', count: 1 };
const event = (at: number, fact: TraceFact): TraceEvent => ({ ...fact, worker: 1, pid: 101, sequence: at, at });
const outcome = (peer: number, startedAt: number, finishedAt: number): LoadOutcome => ({
  request: 1,
  peer,
  startedAt,
  finishedAt,
  result: { kind: 'answered', status: 200, body: '' },
});

/** A report from 0 to 100 by its server; its sender hears of that at `heard`. One visitor comes at 50. */
function factsOf(heard: number, visitorAnswered: number): ProgramFacts {
  return {
    entry: 'main.mjs',
    name: 'main.mjs',
    pid: 100,
    parallelism: 2,
    exit: null,
    output: '',
    topology: emptyTopology,
    connections: new ConnectionIndex(),
    host: undefined,
    loads: [
      { name: 'report', outcomes: [outcome(5_000, 0, heard)] },
      { name: 'visitors', outcomes: [outcome(5_001, 50, visitorAnswered)] },
    ],
    events: [
      event(1, { type: 'request.started', request: 1, method: 'GET', path: '/report', peer: 5_000, reused: false }),
      event(100, { type: 'request.finished', request: 1, status: 200 }),
    ],
  };
}

test('who is answered once the server is done was held up, also when the other sender hears of its answer later', () => {
  expect(evaluateCheck(CHECK, { programs: [factsOf(110, 120)] }).passed).toBe(true);
  expect(evaluateCheck(CHECK, { programs: [factsOf(130, 120)] }).passed).toBe(true);
});

test('who is answered before the server is done was not', () => {
  expect(evaluateCheck(CHECK, { programs: [factsOf(110, 60)] })).toMatchObject({
    passed: false,
    found: '0 of 1 requests of "visitors" waited until "report" was over.',
  });
});
