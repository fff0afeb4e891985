/** What lesson 5 claims of busy workers, shown on the pinned Node by identity and order; never by a duration. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { cluster, withWorkers } from '../support/cluster-program.ts';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';

/** The first request keeps its worker at it, without a pause or with this one, until the file GO exists. */
const busy = (pause = '', policy = '') =>
  cluster({
    policy,
    route: `if (request.url === '/busy') while (!existsSync(process.env.GO)) { ${pause} }`,
    imports: "import { existsSync } from 'node:fs';",
  });

const NONE = 'cluster.schedulingPolicy = cluster.SCHED_NONE;';
const WHOLE_LIMIT = { timeoutMs: 60_000 };

/** One worker is busy. 12 visitors come, each with a connection of its own, and when `answered` of them are, it is let go on. */
async function visitWhileBusy(
  source: string,
  answered: number,
  show: (program: TracedProgram, seen: ReturnType<typeof seenBy>) => void,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'busy-'));
  const go = path.join(folder, 'go');
  const run = async (program: TracedProgram) => {
    const report = program.load({ requests: 1, path: '/busy', ...WHOLE_LIMIT });
    await program.until('request.started');
    const visitors = program.load({ requests: 12, connections: 12, staggerMs: 10, ...WHOLE_LIMIT });
    await program.until('request.finished', answered);
    writeFileSync(go, '');
    await Promise.all([report, visitors]);
    await program.until('request.finished', 13);
    show(program, seenBy(program));
  };
  try {
    await withWorkers(2, source, run, { env: { GO: go } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The busy worker, the end of its long request, and the visitors whose requests began before and after that. */
function seenBy(program: TracedProgram) {
  const [first, ...visitors] = program.of('request.started');
  const worker = first?.worker ?? Number.NaN;
  const end = program.of('request.finished').find((each) => each.worker === worker && each.request === first?.request);
  const isLate = ({ at }: { at: number }) => at > (end?.at ?? Number.NaN);
  return { worker, end: end?.at ?? Number.NaN, visitors, late: visitors.filter(isLate) };
}

experiment('busy-worker-has-one-victim', () =>
  visitWhileBusy(busy(), 11, (program, { late, worker, end }) => {
    expect(late).toMatchObject([{ worker }]);
    const handed = program.of('connection.handed').filter(({ to }) => to === worker);
    const received = program.of('connection.received').filter((event) => event.worker === worker);
    expect(handed).toHaveLength(2);
    expect(handed[1]?.at).toBeLessThan(end);
    expect(received[1]?.at).toBeGreaterThan(end);
  }),
);

experiment('yes-comes-before-the-handler', () =>
  visitWhileBusy(busy(), 11, (program, { worker, end }) => {
    const [accepted] = program.of('connection.accepted');
    expect(accepted?.by).toBe(worker);
    expect(accepted?.at).toBeLessThan(end);
    expect(program.of('connection.received')[0]?.at).toBeLessThan(program.of('request.started')[0]?.at ?? 0);
  }),
);

experiment('slices-let-everybody-in', () =>
  visitWhileBusy(
    busy('await new Promise((resolve) => setImmediate(resolve));'),
    12,
    (_, { late, visitors, worker }) => {
      expect(late).toEqual([]);
      expect(visitors.filter((each) => each.worker === worker)).not.toEqual([]);
    },
  ),
);

experiment('settled-promises-do-not-yield', () =>
  visitWhileBusy(busy('await undefined;'), 11, (_, { late, worker }) => {
    expect(late).toMatchObject([{ worker }]);
  }),
);

experiment('blocked-worker-accepts-nobody', () =>
  visitWhileBusy(busy('', NONE), 12, (_, { late, visitors, worker }) => {
    expect(late).toEqual([]);
    expect(visitors.filter((each) => each.worker === worker)).toEqual([]);
  }),
);
