import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { TraceEvent, TraceFact } from '../../trace/event.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { ProgramFacts } from '../facts.ts';

const CHECK: CheckSpec = { kind: 'handed-over', says: 'handed over', load: 'visitors', connections: 2 };

const event = (worker: number, at: number, fact: TraceFact): TraceEvent => ({
  ...fact,
  worker,
  pid: 100 + worker,
  sequence: at,
  at,
});

/** Two connections of two requests each, the first served by worker 1, the second by `second`; `accepted` were handed over. */
function factsOf(second: number, accepted: readonly { by: number; peer: number }[], answered = 4): ProgramFacts {
  const requests = [1, 1, second, second].map((worker, index) => ({
    worker,
    peer: 5_001 + (index > 1 ? 1 : 0),
    at: index,
  }));
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
      {
        name: 'visitors',
        outcomes: requests.map(({ peer, at }) => ({
          request: at + 1,
          peer,
          startedAt: at,
          finishedAt: at + 1,
          result: at < answered ? { kind: 'answered', status: 200, body: '' } : { kind: 'timed-out' },
        })),
      },
    ],
    events: [
      ...accepted.map((each, handoff) => event(0, 0, { type: 'connection.accepted', handoff, ...each })),
      ...requests.map(({ worker, peer, at }) =>
        event(worker, at, { type: 'request.started', request: at, method: 'GET', path: '/', peer, reused: at % 2 > 0 }),
      ),
    ],
  };
}

const judge = (facts: ProgramFacts) => evaluateCheck(CHECK, { programs: [facts] });
const BOTH = [
  { by: 1, peer: 5_001 },
  { by: 2, peer: 5_002 },
];

test('passes when every connection was handed to the worker that served it', () => {
  expect(judge(factsOf(2, BOTH)).passed).toBe(true);
});

test('fails when a process served a connection that nobody handed to it', () => {
  expect(judge(factsOf(0, BOTH))).toMatchObject({
    passed: false,
    found: '4 of 4 requests answered, on 2 connections, of which the primary handed 1 to the worker that answered.',
  });
  expect(judge(factsOf(2, [])).passed).toBe(false);
});

test('fails at another number of connections, and when a request got no answer', () => {
  expect(evaluateCheck({ ...CHECK, connections: 4 }, { programs: [factsOf(2, BOTH)] }).passed).toBe(false);
  expect(judge(factsOf(2, BOTH, 3)).passed).toBe(false);
});
