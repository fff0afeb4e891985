import { expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import { emptyTopology } from '../../trace/topology.ts';
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import type { ProgramFacts } from '../facts.ts';
import { judgeThreadsNamed } from './threads-named.ts';

const factsWith = (host: HostFacts | undefined): ProgramFacts => ({
  entry: 'main.mjs',
  name: 'main.mjs',
  pid: 100,
  parallelism: 2,
  events: [],
  exit: null,
  output: 'libuv-worker',
  topology: emptyTopology,
  connections: new ConnectionIndex(),
  loads: [],
  host,
});

const seen = (threads: readonly string[]): HostFacts => ({
  processes: [
    { pid: 100, parent: 1, startedAt: 0, threads },
    { pid: 101, parent: 100, startedAt: 0, threads: ['libuv-worker'] },
  ],
  listeners: [],
});

const check = {
  kind: 'threads-named',
  says: 'Pool threads work.',
  name: 'libuv-worker',
  count: { atLeast: 1 },
} as const;

test('passes by the threads of the program itself, as its host names them', () => {
  expect(judgeThreadsNamed(check, factsWith(seen(['MainThread', 'libuv-worker', 'libuv-worker'])))).toEqual({
    passed: true,
    found: 'The kernel knows 2 threads named libuv-worker.',
  });
});

test('fails for a thread of a child, and for one that the output only names', () => {
  expect(judgeThreadsNamed(check, factsWith(seen(['MainThread', 'V8Worker'])))).toMatchObject({
    passed: false,
    found: 'The program has 2 threads: MainThread, V8Worker.',
  });
});

test('fails with a sentence where nobody can look', () => {
  expect(judgeThreadsNamed(check, factsWith(undefined))).toMatchObject({
    passed: false,
    found: expect.stringContaining('Nobody could look'),
  });
});
