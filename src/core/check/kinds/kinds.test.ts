/** Each kind of check, passing and failing, on facts as the driver, the host and the trace give them. */
import { describe, expect, test } from 'vitest';
import { ConnectionIndex } from '../../trace/connection-index.ts';
import type { LoadOutcome, SocketHolding } from '../../trace/event.ts';
import { emptyTopology, type WorkerState } from '../../trace/topology.ts';
import type { CheckSpec } from '../check.schema.ts';
import { evaluateCheck } from '../evaluate.ts';
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import type { ProgramFacts } from '../facts.ts';

const PRIMARY = 100;

function worker(id: number, more: Partial<WorkerState> = {}): WorkerState {
  return {
    id,
    pid: PRIMARY + id,
    node: 'v24.21.0',
    state: 'listening',
    servers: [{ port: 3000, holding: 'round-robin' }],
    failures: [],
    connections: { total: 0, open: 0 },
    requests: { started: 0, finished: 0, aborted: 0 },
    messages: { sent: 0, received: 0 },
    memory: null,
    crash: null,
    exit: null,
    env: {},
    primaryGained: [],
    forkedAt: 0,
    exitedAt: null,
    rejected: 0,
    ...more,
  };
}

/** A check without its sentence. */
type Unsaid = CheckSpec extends infer Each ? (Each extends CheckSpec ? Omit<Each, 'says'> : never) : never;

const dead = (id: number) => worker(id, { state: 'exited', servers: [] });
const on = (port: number, holding: SocketHolding) => ({ port, holding });

function judge(check: Unsaid, workers: readonly WorkerState[], facts: Partial<ProgramFacts> = {}) {
  const program: ProgramFacts = {
    entry: 'main.mjs',
    name: 'main.mjs',
    parallelism: 2,
    events: [],
    pid: PRIMARY,
    exit: null,
    output: '',
    topology: { ...emptyTopology, workers },
    connections: new ConnectionIndex(),
    loads: [],
    host: undefined,
    ...facts,
  };
  return evaluateCheck({ says: 'it', ...check }, { programs: [program] });
}

describe('workers', () => {
  const check = { kind: 'workers', alive: 2, listening: 1 } as const;
  test('passes at the counts', () => {
    expect(judge(check, [worker(1), worker(2, { servers: [] }), dead(3)]).passed).toBe(true);
  });
  test('fails when one has ended or one more listens', () => {
    expect(judge(check, [worker(1), dead(2)])).toMatchObject({
      passed: false,
      found: 'main.mjs: 1 worker alive, 1 listening.',
    });
    expect(judge(check, [worker(1), worker(2)]).passed).toBe(false);
  });
});

describe('one-socket', () => {
  const held = (listeners: HostFacts['listeners']): Partial<ProgramFacts> => ({ host: { processes: [], listeners } });
  const workers = [worker(1), worker(2)];
  test('passes when the kernel knows one socket, in the primary', () => {
    expect(judge({ kind: 'one-socket' }, workers, held([{ port: 3000, socket: '1', heldBy: [PRIMARY] }])).passed).toBe(
      true,
    );
  });
  test('fails when workers hold it, whatever the trace says', () => {
    const listeners = [{ port: 3000, socket: '1', heldBy: [PRIMARY, 101] }];
    expect(judge({ kind: 'one-socket' }, workers, held(listeners)).passed).toBe(false);
  });
  test('fails when each worker has a port of its own', () => {
    expect(judge({ kind: 'one-socket' }, [worker(1), worker(2, { servers: [on(3001, 'round-robin')] })]).passed).toBe(
      false,
    );
  });
  test('goes by the trace where no host looks', () => {
    expect(judge({ kind: 'one-socket' }, workers).passed).toBe(true);
    expect(judge({ kind: 'one-socket' }, [worker(1), worker(2, { servers: [on(3000, 'own-socket')] })]).passed).toBe(
      false,
    );
  });
});

describe('ports', () => {
  const check = { kind: 'ports', shared: 1, private: 2 } as const;
  const with_ = (admin: number, holding: SocketHolding) => ({ servers: [on(3000, 'round-robin'), on(admin, holding)] });
  test('passes with one shared port and a private one each', () => {
    expect(judge(check, [worker(1, with_(4001, 'own-socket')), worker(2, with_(4002, 'own-socket'))]).passed).toBe(
      true,
    );
  });
  test('fails when the admin port is shared as well', () => {
    const verdict = judge(check, [worker(1, with_(4001, 'round-robin')), worker(2, with_(4001, 'round-robin'))]);
    expect(verdict).toMatchObject({
      passed: false,
      found: 'Shared by all 2 workers: 3000, 4001. Private to one: none.',
    });
  });
});

describe('worker-env', () => {
  const check = {
    kind: 'worker-env',
    name: 'ROLE',
    values: [
      { value: 'web', listens: true },
      { value: 'jobs', listens: false },
    ],
  } as const;
  const web = worker(1, { env: { ROLE: 'web' } });
  const jobs = worker(2, { env: { ROLE: 'jobs' }, servers: [] });
  test('passes when each has its value', () => {
    expect(judge({ ...check, values: [...check.values] }, [web, jobs]).passed).toBe(true);
  });
  test('fails when the primary took the value too, or the wrong one listens', () => {
    const spec = { ...check, values: [...check.values] };
    expect(judge(spec, [web, { ...jobs, primaryGained: ['ROLE'] }])).toMatchObject({
      passed: false,
      found: expect.stringContaining('the primary has ROLE too'),
    });
    expect(judge(spec, [web, worker(2, { env: { ROLE: 'jobs' } })]).passed).toBe(false);
  });
});

describe('answered-by-workers', () => {
  const check = { kind: 'answered-by-workers', load: 'visitors' } as const;
  const served = (by: readonly number[]): Partial<ProgramFacts> => {
    const connections = new ConnectionIndex();
    const outcomes = by.map((each, index): LoadOutcome => {
      connections.add({
        type: 'connection.opened',
        peer: index,
        port: 3000,
        pid: 1,
        worker: each,
        sequence: 1,
        at: index,
      });
      return {
        request: index + 1,
        peer: index,
        startedAt: index,
        finishedAt: index + 1,
        result: { kind: 'answered', status: 200, body: '' },
      };
    });
    return { connections, loads: [{ name: 'visitors', outcomes }] };
  };
  const family = (parent: number): HostFacts => ({
    processes: [101, 102].map((pid) => ({ pid, parent, startedAt: 0 })),
    listeners: [],
  });
  test('passes when workers answered all', () => {
    expect(judge(check, [worker(1), worker(2)], { ...served([1, 2]), host: family(PRIMARY) }).passed).toBe(true);
  });
  test('fails when the primary answered one, nobody was asked, or a stranger plays worker', () => {
    expect(judge(check, [worker(1)], served([1, 0])).passed).toBe(false);
    expect(judge(check, [worker(1)]).passed).toBe(false);
    expect(judge(check, [worker(1), worker(2)], { ...served([1, 2]), host: family(1) }).passed).toBe(false);
  });
});
