import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { TraceEvent, TraceFact } from '../../trace/event.ts';
import { emptyTopology } from '../../trace/topology.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { ProgramFacts } from '../facts.ts';

const happened = [
  { type: 'worker.forked', id: 1, workerPid: 101, env: {}, primaryGained: [] },
  { type: 'worker.forked', id: 2, workerPid: 102, env: {}, primaryGained: [] },
  { type: 'worker.online', id: 2 },
  { type: 'worker.online', id: 1 },
  { type: 'worker.exited', id: 1, code: 0, signal: null, voluntary: false },
] as const satisfies readonly TraceFact[];

function judge(output: string, facts: readonly TraceFact[] = happened) {
  const events = facts.map((fact, at): TraceEvent => ({ ...fact, pid: 100, worker: 0, sequence: at, at }));
  const program: ProgramFacts = {
    ...{ entry: 'main.mjs', name: 'main.mjs', pid: 100, parallelism: 2, exit: null, loads: [], host: undefined },
    ...{ topology: emptyTopology, connections: new ConnectionIndex(), events, output },
  };
  return evaluateCheck({ kind: 'lifecycle-log', says: 'it' }, { programs: [program] });
}

test('passes when each worker has its lines in the order of the trace, whatever stands between', () => {
  const output = `worker 1: fork
worker 1: online
my own line
worker 2: fork (pid 102)
worker 1: exit, code 0
worker 2: online
`;
  expect(judge(output).passed).toBe(true);
});

test('fails when a line is missing, too many or in another order, and says which', () => {
  const lines = (one: string) => `worker 2: fork\nworker 2: online\n${one}`;
  expect(judge(lines('worker 1: fork\nworker 1: online\n'))).toMatchObject({
    passed: false,
    expected: 'For worker 1, one line each for: fork, online, exit.',
    found: 'For worker 1: fork, online.',
  });
  expect(judge(lines('worker 1: fork\nworker 1: exit\nworker 1: online\n')).passed).toBe(false);
  expect(judge(lines('worker 1: fork\nworker 1: online\nworker 1: online\nworker 1: exit\n')).passed).toBe(false);
  expect(judge(lines(''))).toMatchObject({ found: 'For worker 1: no line.' });
});

test('fails when no worker was started', () => {
  expect(judge('worker 1: fork\n', [])).toMatchObject({ passed: false, found: 'main.mjs started no worker.' });
});
