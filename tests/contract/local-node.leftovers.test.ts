/** Nothing of a run may survive its page or its server, however they end. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { groupMembers } from '../../src/sandbox/local-node/host/process-table.ts';
import { Text } from '../../src/sandbox/sandbox.contract.ts';
import { startLocalHost } from '../support/local-host.ts';

/** Deaf to everything but SIGKILL, with a worker that is too. */
const STUBBORN = `
  import cluster from 'node:cluster';
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  process.on('disconnect', () => {});
  if (cluster.isPrimary) cluster.fork().on('message', () => { console.log('ready'); });
  else { process.send('busy'); setTimeout(() => { for (;;); }, 50); }
`;

/** Settles once the group is empty and the folder gone; the test's limit ends the wait. */
async function gone(group: number, folder: string): Promise<void> {
  while ((await groupMembers(group)).length > 0 || existsSync(folder)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a closed page', async () => {
  const host = await startLocalHost();
  const sandbox = await host.engine.boot({}, AbortSignal.timeout(5_000));
  await sandbox.mount({ 'main.mjs': STUBBORN });
  const program = await sandbox.spawn('node', ['main.mjs']);
  await new Text(program).until('ready');
  expect(await groupMembers(program.pid)).toHaveLength(2);
  await sandbox.dispose();
  await gone(program.pid, sandbox.workdir);
  await host.close();
});

test('a closed host', async () => {
  const host = await startLocalHost();
  const sandbox = await host.engine.boot({}, AbortSignal.timeout(5_000));
  await sandbox.mount({ 'main.mjs': STUBBORN });
  const program = await sandbox.spawn('node', ['main.mjs']);
  await new Text(program).until('ready');
  await host.close();
  expect(await groupMembers(program.pid)).toEqual([]);
  expect(existsSync(sandbox.workdir)).toBe(false);
  expect((await sandbox.lost).code).toBe('connection-lost');
});

test('a killed server', async () => {
  const server = fork(fileURLToPath(new URL('../support/host-process.ts', import.meta.url)), [STUBBORN]);
  const [{ group, folder }] = (await once(server, 'message')) as [{ group: number; folder: string }];
  expect(await groupMembers(group)).toHaveLength(2);
  server.kill('SIGKILL');
  await gone(group, folder);
});
