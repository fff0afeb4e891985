/** What steps 2 and 3 of lesson 7 claim of a worker's refusal, its last message and its code, shown by count and identity. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { cluster, linesOf, withProgram } from '../support/with-program.ts';

experiment('without-round-robin-refused-is-reset', () =>
  withProgram(
    cluster(
      'cluster.fork();',
      `const server = http.createServer((request, response) => response.end());
       server.maxConnections = 0;
       server.listen(process.env.PORT);`,
    ),
    async (program) => {
      await program.until('worker.listening');
      const outcomes = await program.load({ requests: 5 });
      expect(outcomes.map(({ result }) => result.kind)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    },
    { env: { NODE_CLUSTER_SCHED_POLICY: 'none' } },
  ),
);

/** A worker is killed, and disconnected before the primary has heard of it; `care` is what the primary does about errors. */
const disconnectsTheDead = (care: string) => `
  import { readdirSync, readFileSync } from 'node:fs';
  ${cluster(
    `const worker = cluster.fork();
     ${care}
     worker.on('online', () => {
       const { pid } = worker.process;
       process.kill(pid, 'SIGKILL');
       // Its files are closed once the last of its threads is gone and the process waits to be buried.
       const isDead = () => readFileSync(\`/proc/\${pid}/stat\`, 'utf8').includes(') Z ') && readdirSync(\`/proc/\${pid}/task\`).length === 1;
       while (!isDead());
       worker.disconnect();
     });
     process.on('exit', (code) => console.log('primary ends with ' + code));`,
    'setInterval(() => undefined, 1_000);',
  )}
`;

experiment('disconnect-of-a-crashed-worker-is-an-error', async () => {
  const unheard = await linesOf(disconnectsTheDead(''), { traced: false });
  expect(unheard.join('\n')).toContain("Unhandled 'error' event");
  expect(unheard).toContain('primary ends with 1');
  const heard = await linesOf(disconnectsTheDead("worker.on('error', ({ code }) => console.log(code));"), {
    traced: false,
  });
  expect(heard).toEqual(['EPIPE', 'primary ends with 0']);
});

experiment('restart-renews-workers-alone', async () => {
  const source = `
    import cluster from 'node:cluster';
    import { readFileSync, writeFileSync } from 'node:fs';
    const version = () => 'old';
    if (cluster.isPrimary) {
      writeFileSync(process.argv[1], readFileSync(process.argv[1], 'utf8').replace("'old'", "'new'"));
      cluster.fork().on('exit', () => console.log('primary: ' + version()));
    } else {
      console.log('worker: ' + version());
      process.exit();
    }
  `;
  expect(await linesOf(source)).toEqual(['worker: new', 'primary: old']);
});
