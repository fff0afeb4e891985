import { afterEach, expect, test } from 'vitest';
import { startTraced, type TracedProgram } from '../../../../tests/support/traced-program.ts';
import { endRun, signalMember } from './process-group.ts';
import { groupMembers } from './process-table.ts';

let program: TracedProgram | undefined;
afterEach(async () => {
  await program?.stop();
  program = undefined;
});

async function startCluster(worker: string): Promise<TracedProgram> {
  program = await startTraced(`import cluster from 'node:cluster';
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); } else { ${worker} }`);
  await program.until('worker.online', 2);
  return program;
}

test('a program that listens to SIGTERM ends by it', async () => {
  const { pid, exit } = await startCluster('');
  await endRun({ group: pid });
  expect(await exit).toEqual({ code: null, signal: 'SIGTERM' });
  expect(await groupMembers(pid)).toEqual([]);
});

test('endless loops that ignore SIGTERM end too', async () => {
  const { pid, exit, until } = await startCluster(
    `process.on('SIGTERM', () => {}); process.send('looping'); for (;;);`,
  );
  await until('message.received', 2);
  await endRun({ group: pid });
  // Output closes only when the last process that shares it is gone.
  await exit;
});

test('one worker of the group can be signalled, and nobody else on this computer', async () => {
  const cluster = await startCluster('');
  const worker = cluster.of('worker.forked')[1]?.workerPid ?? 0;
  await signalMember({ group: cluster.pid }, worker, 'SIGKILL');
  expect(await cluster.until('worker.exited')).toMatchObject({ id: 2, signal: 'SIGKILL' });
  await expect(signalMember({ group: cluster.pid }, process.pid, 'SIGKILL')).rejects.toMatchObject({
    code: 'no-such-process',
  });
});
