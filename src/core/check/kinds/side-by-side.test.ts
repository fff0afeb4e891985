import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { reduceTopology } from '../../trace/reduce-topology.ts';
import { emptyTopology } from '../../trace/topology.ts';
import { evaluateCheck } from '../evaluate.ts';

const started = (pid: number, at: number): TraceEvent => ({
  type: 'process.started',
  role: 'primary',
  node: 'v24.21.0',
  ppid: 1,
  pid,
  worker: 0,
  sequence: 1,
  at,
});
const ended = (pid: number, at: number): TraceEvent => ({
  type: 'process.exiting',
  code: 0,
  pid,
  worker: 0,
  sequence: 2,
  at,
});

function judge(events: readonly TraceEvent[]) {
  const program = {
    entry: 'main.mjs',
    name: 'main.mjs',
    pid: 1,
    parallelism: 2,
    exit: null,
    output: '',
    events,
    topology: reduceTopology(emptyTopology, events),
    connections: new ConnectionIndex(),
    loads: [],
    host: undefined,
  };
  return evaluateCheck({ kind: 'side-by-side', says: 'at once', processes: { atLeast: 2 } }, { programs: [program] });
}

test('two children that overlap pass', () => {
  expect(judge([started(1, 0), started(2, 1), started(3, 2), ended(2, 3), ended(3, 4), ended(1, 5)]).passed).toBe(true);
});

test('one after the other fails, and so does a program that does it alone', () => {
  expect(judge([started(1, 0), started(2, 1), ended(2, 2), started(3, 3), ended(3, 4)])).toMatchObject({
    passed: false,
    found: 'Of 2 processes, at the most 1 lived at the same time.',
  });
  expect(judge([started(1, 0)])).toMatchObject({ passed: false, found: 'The program started no other process.' });
});
