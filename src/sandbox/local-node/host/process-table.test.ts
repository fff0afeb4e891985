import { afterEach, expect, test, vi } from 'vitest';
import { startTraced, type TracedProgram } from '../../../../tests/support/traced-program.ts';
import { canInspect, groupMembers, inspectRun } from './process-table.ts';

let program: TracedProgram | undefined;
afterEach(async () => {
  await program?.stop();
  program = undefined;
});

async function startCluster(env: Record<string, string> = {}): Promise<TracedProgram> {
  program = await startTraced(
    `import cluster from 'node:cluster';
import http from 'node:http';
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
else http.createServer().listen(process.env.PORT);`,
    { env },
  );
  await program.until('worker.listening', 2);
  return program;
}

const onLinux = test.skipIf(!canInspect); // without /proc the engine has no `inspection`, and says so

onLinux('a process with the names of its threads', async () => {
  program = await startTraced(
    `import { pbkdf2 } from 'node:crypto';
pbkdf2('a', 'salt', 1, 32, 'sha256', () => console.log('hashed'));
setInterval(() => {}, 1_000);`,
  );
  await vi.waitUntil(() => program?.text.includes('hashed'), { timeout: 10_000 });
  const { processes } = await inspectRun({ group: program.pid });
  expect(processes).toMatchObject([
    { pid: program.pid, threads: expect.arrayContaining(['MainThread', 'libuv-worker']) },
  ]);
});

onLinux('round robin: one listening socket, held by the primary alone', async () => {
  const { pid, port } = await startCluster();
  const { listeners } = await inspectRun({ group: pid });
  expect(listeners).toEqual([{ port, socket: expect.stringMatching(/^\d+$/), heldBy: [pid] }]);
});

onLinux('SCHED_NONE: still one socket, held by all three', async () => {
  const { pid, port } = await startCluster({ NODE_CLUSTER_SCHED_POLICY: 'none' });
  const { listeners } = await inspectRun({ group: pid });
  expect(listeners).toMatchObject([{ port }]);
  expect(listeners[0]?.heldBy).toHaveLength(3);
});

onLinux('workers are the primary’s children, and a killed one is gone at once', async () => {
  const cluster = await startCluster();
  const { processes } = await inspectRun({ group: cluster.pid });
  const workers = cluster.of('worker.forked').map(({ workerPid }) => workerPid);
  expect(
    processes
      .filter(({ parent }) => parent === cluster.pid)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual(workers.sort());
  process.kill(workers[0] ?? 0, 'SIGKILL');
  await cluster.until('worker.exited');
  expect((await groupMembers(cluster.pid)).map(({ pid }) => pid)).not.toContain(workers[0]);
});
