import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { TraceEvent, TraceFact } from '../../trace/event.ts';
import { reduceTopology } from '../../trace/reduce-topology.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { ProgramFacts } from '../facts.ts';

const event = (pid: number, at: number, fact: TraceFact): TraceEvent => ({ ...fact, worker: 0, pid, sequence: at, at });

/** A program without the cluster module: process 100 accepts four connections, and these processes answer on them. */
function factsOf(servers: readonly number[]): ProgramFacts {
  const boot: TraceFact = { type: 'process.started', role: 'primary', node: 'v24', ppid: 1 };
  const events = [
    ...[100, 200, 201].map((pid) => event(pid, 0, boot)),
    ...servers.flatMap((pid, index) => [
      event(100, index * 10, { type: 'connection.opened', peer: index, port: 80 }),
      event(pid, index * 10 + 1, {
        type: 'request.started',
        request: 1,
        method: 'GET',
        path: '/',
        peer: index,
        reused: false,
      }),
    ]),
  ];
  const connections = new ConnectionIndex();
  for (const each of events) connections.add(each);
  const result = { kind: 'answered', status: 200, body: '' } as const;
  return {
    entry: 'main.mjs',
    name: 'main.mjs',
    pid: 100,
    parallelism: 2,
    exit: null,
    output: '',
    events,
    topology: reduceTopology(emptyTopology, events),
    connections,
    host: undefined,
    loads: [
      {
        name: 'visitors',
        outcomes: servers.map((_, index) => ({
          request: index + 1,
          peer: index,
          startedAt: index * 10,
          finishedAt: index * 10 + 5,
          result,
        })),
      },
    ],
  };
}

const check: CheckSpec = { kind: 'distribution', says: 'even', load: 'visitors', perWorker: [2, 2], among: 'children' };
const judge = (servers: readonly number[], spec = check) => evaluateCheck(spec, { programs: [factsOf(servers)] });

test('among children, each child counts for itself', () => {
  expect(judge([200, 201, 200, 201]).passed).toBe(true);
  expect(judge([200, 200, 200, 201])).toMatchObject({
    passed: false,
    found: '4 of 4 requests answered, 3 by child 1, 1 by child 2.',
  });
});

test('among children, what the first process answers itself does not count', () => {
  expect(judge([100, 100, 100, 100])).toMatchObject({
    passed: false,
    expected: 'Every request answered, 2 and 2 by the children.',
    found: '4 of 4 requests answered, 4 by the primary.',
  });
});

test('children are no workers', () => {
  expect(judge([200, 201, 200, 201], { ...check, among: 'workers' }).passed).toBe(false);
});
