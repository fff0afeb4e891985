/** What the last step of lesson 7 claims, shown on its own programs by identity and order; never by a duration. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { lessonFile, printed, withProgram } from '../support/with-program.ts';

const STEP = '07-internals-and-pitfalls/05-mini-cluster';

/** The client's ports of a load, and for each request the process that began it and the port from which it came. */
async function visits(program: TracedProgram) {
  await printed(program, 'the door is open');
  const outcomes = await program.load({ requests: 20, connections: 1, keepAlive: false });
  await program.until('request.started', 20);
  const begun = program.of('request.started');
  return { visitors: new Set(outcomes.map(({ peer }) => peer)), begun };
}

const countsOf = (values: readonly number[]) =>
  [...Map.groupBy(values, (value) => value).values()].map((each) => each.length);

experiment('a-copying-parent-stays-in-between', () =>
  withProgram(lessonFile(`${STEP}/files/main.mjs`), async (program) => {
    const { visitors, begun } = await visits(program);
    expect(begun.map(({ pid }) => pid)).not.toContain(program.pid);
    // By the port where it arrived: the parent's own connections may happen to have a visitor's number at their other end.
    const inside = program.of('connection.opened').filter(({ pid }) => pid !== program.pid);
    expect(inside).toHaveLength(20);
    expect(inside.map(({ port }) => port)).not.toContain(program.port);
    const atTheDoor = program.of('connection.opened').filter(({ pid }) => pid === program.pid);
    expect(new Set(atTheDoor.map(({ peer }) => peer))).toEqual(visitors);
  }),
);

experiment('a-mini-cluster-hands-over', () =>
  withProgram(lessonFile(`${STEP}/solution/main.mjs`), async (program) => {
    const { visitors, begun } = await visits(program);
    expect(begun.filter(({ peer }) => !visitors.has(peer))).toEqual([]);
    expect(begun.map(({ pid }) => pid)).not.toContain(program.pid);
    expect(countsOf(begun.map(({ pid }) => pid))).toEqual([10, 10]);
    expect(program.of('worker.forked')).toEqual([]);
  }),
);

/** The solution, whose long request lasts until the file GO exists. */
const heldProgram = () =>
  `import { existsSync } from 'node:fs';\n${lessonFile(`${STEP}/solution/main.mjs`)}`.replace(
    'block(2_000)',
    'while (!existsSync(process.env.GO))',
  );

experiment('a-counting-rota-is-blind', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'blind-'));
  const go = path.join(folder, 'go');
  const show = async (program: TracedProgram) => {
    await printed(program, 'the door is open');
    const long = program.load({ requests: 1, path: '/block', timeoutMs: 60_000 });
    const blocked = await program.until('request.started');
    const rush = program.load({ requests: 10, connections: 10, staggerMs: 10, timeoutMs: 60_000 });
    await program.until('request.finished', 5);
    writeFileSync(go, '');
    await Promise.all([long, rush]);
    await program.until('request.finished', 11);
    const end = program
      .of('request.finished')
      .find(({ pid, request }) => pid === blocked.pid && request === blocked.request);
    const late = program.of('request.started').filter(({ at }) => at > (end?.at ?? Number.NaN));
    expect(late).toHaveLength(5);
    expect(late.every(({ pid }) => pid === blocked.pid)).toBe(true);
  };
  try {
    await withProgram(heldProgram(), show, { env: { GO: go } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

experiment('threads-share-only-buffers', () =>
  withProgram(
    `
    import { Worker, isMainThread, workerData } from 'node:worker_threads';
    let plain = 1;
    const shared = isMainThread ? new Int32Array(new SharedArrayBuffer(4)) : workerData;
    if (isMainThread) {
      plain = 2;
      new Worker(new URL(import.meta.url), { workerData: shared })
        .on('exit', () => console.log('main: plain ' + plain + ', shared ' + shared[0]));
    } else {
      console.log('thread: plain ' + plain);
      plain = 3;
      Atomics.store(shared, 0, 42);
    }
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toContain('thread: plain 1');
      expect(program.text).toContain('main: plain 2, shared 42');
    },
  ),
);
