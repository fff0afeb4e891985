/** Nothing of a run may survive its page or its server, however they end. */
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endRun } from '../../src/sandbox/local-node/host/process-group.ts';
import { canInspect, groupMembers, runMembers } from '../../src/sandbox/local-node/host/process-table.ts';
import { RUN_VARIABLE } from '../../src/sandbox/local-node/host/guard/rules.ts';
import { Text } from '@cluster-lab/sandbox/contract';
import { startLocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';

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
  const sandbox = await host.engine.boot({}, bootLimit());
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
  const sandbox = await host.engine.boot({}, bootLimit());
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

test('a child that its program detached', async () => {
  const host = await startLocalHost();
  const sandbox = await host.engine.boot({}, bootLimit());
  await sandbox.mount({
    'main.mjs': `
      import { spawn } from 'node:child_process';
      const child = spawn('node', ['stay.mjs'], { detached: true, stdio: 'ignore', env: {} });
      child.unref();
      console.log('pid ' + child.pid);
    `,
    'stay.mjs': `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {}); setInterval(() => {}, 1_000);`,
  });
  const program = await sandbox.spawn('node', ['main.mjs']);
  const pid = Number(/pid (\d+)/.exec(await new Text(program).whole())?.[1]);
  await program.exit;
  // Whoever has ended may wait to be reaped: a zombie.
  expect(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout).toMatch(/^(Z.*)?\s*$/);
  await host.close();
});

test.skipIf(!canInspect)('what got past the guard, left the group and had its parent end', async () => {
  const mark = 'a-mark-of-this-test';
  // Two sessions of their own, one below the other: the second is what a program leaves behind that was started twice.
  const stay = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1_000); console.log(process.pid);';
  const twice = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stay)}], { detached: true, stdio: 'inherit' }).unref();`;
  const env = { [RUN_VARIABLE]: `${mark}:40:1` };
  const first = spawn(process.execPath, ['-e', twice], { detached: true, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const run = { group: first.pid ?? -1, mark };
  const [said] = (await once(first.stdout, 'data')) as [Buffer];
  if (first.exitCode === null) await once(first, 'exit');
  expect((await runMembers(run)).map(({ pid }) => pid)).toEqual([Number(String(said))]);
  await endRun(run);
  expect(await runMembers(run)).toEqual([]);
});
