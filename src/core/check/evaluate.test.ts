import { describe, expect, test } from 'vitest';
import { ConnectionIndex } from '../trace/connection-index.ts';
import type { LoadOutcome } from '../trace/event.ts';
import { emptyTopology } from '../trace/topology.ts';
import type { CheckSpec } from './check.schema.ts';
import { evaluateCheck } from './evaluate.ts';
import type { ProgramFacts } from './facts.ts';

const program = (facts: Partial<ProgramFacts>): ProgramFacts => ({
  entry: 'main.mjs',
  name: 'main.mjs',
  parallelism: 2,
  events: [],
  pid: 1,
  exit: null,
  output: '',
  topology: emptyTopology,
  connections: new ConnectionIndex(),
  loads: [],
  host: undefined,
  ...facts,
});

/** One answered request for each entry, served by that worker over a connection of its own. */
function served(workers: readonly number[], lost = 0): Partial<ProgramFacts> {
  const connections = new ConnectionIndex();
  const outcomes: LoadOutcome[] = workers.map((worker, index) => {
    connections.add({ type: 'connection.opened', peer: index, port: 80, pid: 1, worker, sequence: 1, at: index });
    const result = { kind: 'answered', status: 200, body: '' } as const;
    return { request: index + 1, peer: index, startedAt: index, finishedAt: index + 1, result };
  });
  const timedOut = Array.from({ length: lost }, (): LoadOutcome => {
    return { request: 0, peer: null, startedAt: 0, finishedAt: 1, result: { kind: 'timed-out' } };
  });
  return { connections, loads: [{ name: 'visitors', outcomes: [...outcomes, ...timedOut] }] };
}

describe('output-count', () => {
  const check: CheckSpec = { kind: 'output-count', says: 'once', text: 'migrate', times: 1 };

  test('passes at exactly the count', () => {
    expect(evaluateCheck(check, { programs: [program({ output: 'migrate\n' })] }).passed).toBe(true);
  });

  test('fails above it, with what was found', () => {
    const verdict = evaluateCheck(check, { programs: [program({ output: 'migrate\nmigrate\nmigrate\n' })] });
    expect(verdict).toMatchObject({ passed: false, found: 'main.mjs printed "migrate" 3 times.' });
    expect(verdict).toHaveProperty('hint', expect.stringContaining('isPrimary'));
  });

  test('one failing program decides for all, unless the check names another', () => {
    const programs = [program({ name: 'a.mjs' }), program({ name: 'b.mjs', output: 'migrate' })];
    expect(evaluateCheck(check, { programs }).passed).toBe(false);
    expect(evaluateCheck({ ...check, program: 'b.mjs' }, { programs }).passed).toBe(true);
    expect(() => evaluateCheck({ ...check, program: 'c.mjs' }, { programs })).toThrow('never started c.mjs');
  });
});

test('an error that ended the program is where to look, not what the check itself would say', () => {
  const check: CheckSpec = { kind: 'output-count', says: 'once', text: 'migrate', times: 1, hint: 'Look here.' };
  const output = 'file:///work/main.mjs:3\nif (cluster.isPrimary {\n   ^\n\nSyntaxError: Unexpected token\n';
  const judged = (facts: Partial<ProgramFacts>) =>
    evaluateCheck(check, { programs: [program(facts)], files: { 'main.mjs': '' } });
  expect(judged({ output, exit: { code: 1, signal: null } })).toMatchObject({
    found: 'main.mjs never printed "migrate".',
    hint: 'An error ended the program, at line 3 of main.mjs: SyntaxError: Unexpected token. Mend that first.',
  });
  // A worker's error, with a primary that goes on.
  expect(judged({ output })).toMatchObject({ hint: 'Look here.' });
});

test('on a computer that was too slow a failure is in doubt, unless an error explains it', () => {
  const check: CheckSpec = { kind: 'output-count', says: 'once', text: 'migrate', times: 1 };
  const judged = (...programs: readonly Partial<ProgramFacts>[]) =>
    evaluateCheck(check, { programs: programs.map(program), files: { 'main.mjs': '' } });
  const output = 'file:///work/main.mjs:3\nif (cluster.isPrimary {\n   ^\n\nSyntaxError: Unexpected token\n';
  expect(judged({ tooSlow: true })).toMatchObject({ passed: false, inDoubt: true });
  expect(judged({ tooSlow: true, output, exit: { code: 1, signal: null } })).not.toHaveProperty('inDoubt');
  expect(judged({ tooSlow: false })).not.toHaveProperty('inDoubt');
  expect(judged({ tooSlow: true }, { name: 'beyond doubt' })).not.toHaveProperty('inDoubt');
});

test('a crashed program has not printed what Node quotes of it', () => {
  const check: CheckSpec = { kind: 'output-count', says: 'once', text: 'migrate', times: 1 };
  const output = "file:///work/main.mjs:1\nconsol.log('migrate')\n^\n\nReferenceError: consol is not defined\n";
  expect(evaluateCheck(check, { programs: [program({ output, exit: { code: 1, signal: null } })] }).passed).toBe(false);
});

test('a check may say better than its kind where to look', () => {
  const check: CheckSpec = { kind: 'output-count', says: 'once', text: 'migrate', times: 1, hint: 'Look here.' };
  expect(evaluateCheck(check, { programs: [program({})] })).toMatchObject({ passed: false, hint: 'Look here.' });
});

describe('distribution', () => {
  const check: CheckSpec = { kind: 'distribution', says: 'even', load: 'visitors', perWorker: [2, 2] };
  const judge = (facts: Partial<ProgramFacts>) => evaluateCheck(check, { programs: [program(facts)] });

  test('passes when each worker answered its part', () => {
    expect(judge(served([1, 2, 1, 2])).passed).toBe(true);
  });

  test('fails when one worker answered all', () => {
    expect(judge(served([1, 1, 1, 1]))).toMatchObject({
      passed: false,
      found: expect.stringContaining('4 by worker 1'),
    });
  });

  test('fails when the primary answered some, or a request was lost', () => {
    expect(judge(served([1, 2, 1, 2, 0])).passed).toBe(false);
    expect(judge(served([1, 2, 1, 2], 1)).passed).toBe(false);
  });

  test('fails when nothing was sent', () => {
    expect(judge({}).passed).toBe(false);
  });
});
