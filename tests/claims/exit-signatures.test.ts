/** How a worker ends, as its primary hears it: the cheat sheet's table, line by line. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { cluster, withProgram } from '../support/with-program.ts';

const SERVE = "http.createServer((request, response) => response.end('hello')).listen(process.env.PORT);";
const TWO = 'cluster.fork(); cluster.fork();';

/** A worker that does `ending` once it is online; `reaction` is its primary's code for then. */
const endsBy = (ending: string, reaction = '') =>
  cluster(
    `cluster.fork().on('online', function () { ${reaction} });`,
    `process.on('message', () => undefined); ${ending}`,
  );

/** Each program's worker ends with this code, signal and `exitedAfterDisconnect`. */
const exits =
  (code: number | null, signal: string | null, voluntary: boolean, sources: readonly string[]) => async () => {
    for (const source of sources) {
      await withProgram(source, async (program) => {
        expect(await program.until('worker.exited')).toMatchObject({ code, signal, voluntary });
      });
    }
  };

const FILLS_MEMORY = `
  import cluster from 'node:cluster';
  if (cluster.isPrimary) {
    cluster.setupPrimary({ execArgv: [...process.execArgv, '--max-old-space-size=16'] });
    cluster.fork();
  } else { const kept = []; for (;;) kept.push(new Array(10_000).fill(kept.length)); }
`;

experiment(
  'a-throw-ends-with-1',
  exits(1, null, false, [endsBy("throw new Error('x');"), endsBy("Promise.reject(new Error('x'));")]),
);
experiment('exit-ends-with-its-code', exits(7, null, false, [endsBy('process.exit(7);')]));
experiment('sigkill-has-no-code', exits(null, 'SIGKILL', false, [endsBy('', "this.process.kill('SIGKILL');")]));
experiment(
  'abort-and-memory-end-with-sigabrt',
  exits(null, 'SIGABRT', false, [endsBy('process.abort();'), FILLS_MEMORY]),
);
experiment('leaving-the-channel-ends-with-0', exits(0, null, false, [endsBy('process.disconnect();')]));
experiment(
  'disconnect-is-intent',
  exits(0, null, true, [endsBy('', 'this.disconnect();'), endsBy('cluster.worker.disconnect();')]),
);
experiment('kill-in-the-primary-is-a-signal', exits(null, 'SIGTERM', false, [endsBy('', 'this.kill();')]));
experiment('kill-in-the-worker-is-intent', exits(0, null, true, [endsBy('cluster.worker.kill();')]));

experiment('workers-end-with-their-primary', () =>
  withProgram(cluster(TWO, SERVE), async (program) => {
    await program.until('worker.listening', 2);
    process.kill(program.pid, 'SIGKILL');
    await program.until('process.exiting', 2);
    expect(
      program
        .of('process.exiting')
        .map(({ worker, code }) => [worker, code])
        .toSorted(),
    ).toEqual([
      [1, 0],
      [2, 0],
    ]);
  }),
);
