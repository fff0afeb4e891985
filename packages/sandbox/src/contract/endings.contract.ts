/** The contract about ends: exit codes, signals, stopping, and what is left behind. */
import { expect } from 'vitest';
import { LISTENING_CLUSTER, READY } from './programs-of-rules.contract.ts';
import { rule } from './rule.contract.ts';
import { Text } from './text.contract.ts';

rule('tells the exit code', async ({ start }) => {
  const { program } = await start('process.exitCode = 7;');
  expect(await program.exit).toEqual({ code: 7, signal: null });
});

rule('ends a program with a signal', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(`console.log('${READY}'); setInterval(() => {}, 1000);`);
  if (!sandbox.capabilities.signals.includes('SIGTERM')) skip('this engine delivers no SIGTERM');
  await text.until(READY);
  await program.kill('SIGTERM');
  expect(await program.exit).toEqual({ code: null, signal: 'SIGTERM' });
});

rule('delivers a signal that a program handles', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(`
    process.on('SIGUSR2', () => { console.log('reload'); process.exit(3); });
    setInterval(() => {}, 1000);
    console.log('${READY}');
  `);
  if (!sandbox.capabilities.signals.includes('SIGUSR2')) skip('this engine delivers no SIGUSR2');
  await text.until(READY);
  await program.kill('SIGUSR2');
  expect(await program.exit).toEqual({ code: 3, signal: null });
  expect(await text.whole()).toContain('reload');
});

rule('stops an endless loop', async ({ start }) => {
  const { program, text } = await start(`console.log('${READY}'); for (;;);`);
  await text.until(READY);
  expect(await program.stop()).toMatchObject({ reason: 'stopped' });
});

rule('signals no process that is not of the program', async ({ start }) => {
  const { program, text } = await start(`console.log('${READY}'); setInterval(() => {}, 1000);`);
  await text.until(READY);
  await expect(program.kill('SIGTERM', program.pid + 1_000_000)).rejects.toMatchObject({ code: 'no-such-process' });
});

rule('stops the workers with their primary', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  const status = await program.stop();
  expect(status.reason).toBe('stopped');
  // The port is free again only when nobody holds it.
  const again = await sandbox.spawn('node', ['main.mjs']);
  await new Text(again).until(READY);
});

rule('frees everything when it is disposed of', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  await sandbox.dispose();
  expect(await program.exit).toMatchObject({ reason: 'connection-lost' });
  await expect(sandbox.readFile('main.mjs')).rejects.toMatchObject({ code: 'disposed' });
  await sandbox.dispose();
});
