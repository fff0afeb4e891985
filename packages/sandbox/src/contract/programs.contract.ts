/** The contract about programs: how they start, how many at once, and with what. */
import { expect } from 'vitest';
import { MOST_PROGRAMS } from '../limits.ts';
import { LISTENING_CLUSTER, READY } from './programs-of-rules.contract.ts';
import { REPLAYS, rule } from './rule.contract.ts';
import { Text } from './text.contract.ts';

const CLIENT = `
  const http = await import('node:http');
  for (let i = 0; i < 4; i++) await new Promise((resolve) => http.get({ port: process.env.PORT, agent: false }, (response) => {
    response.on('data', (pid) => console.log('served by ' + pid)).on('end', resolve);
  }));
`;

rule('says which command it does not know', async ({ booted }) => {
  const sandbox = await booted();
  await expect(sandbox.spawn('rm', ['-rf', '.'])).rejects.toMatchObject({
    code: 'unknown-command',
    message: expect.stringContaining('"rm"'),
  });
});

rule('sets arguments and environment, and nothing secret', async ({ booted, skip }) => {
  const sandbox = await booted({
    'main.mjs': 'console.log(JSON.stringify({ args: process.argv.slice(2), env: process.env }))',
  });
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  const program = await sandbox.spawn('node', ['main.mjs', 'a b', '$HOME'], { env: { ROLE: 'guest' } });
  const { args, env } = JSON.parse(await new Text(program).whole()) as {
    args: string[];
    env: Record<string, string>;
  };
  expect(args).toEqual(['a b', '$HOME']);
  expect(env).toMatchObject({ ROLE: 'guest', PORT: String(sandbox.port) });
  const known = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TERM',
    'LANG',
    'FORCE_COLOR',
    'PORT',
    'ROLE',
    // How connections are shared is not to depend on the computer.
    'NODE_CLUSTER_SCHED_POLICY',
    'PWD',
    'OLDPWD',
    'SHLVL',
    '_',
  ];
  expect(Object.keys(env).filter((name) => !known.includes(name))).toEqual([]);
});

rule('shares one port among the workers of a cluster, and kills one of them alone', async ({ start }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  await text.until(READY);
  await sandbox.writeFile('client.mjs', CLIENT);
  const served = async () => {
    const client = await sandbox.spawn('node', ['client.mjs']);
    return [...(await new Text(client).whole()).matchAll(/served by (\d+)/g)].map(([, pid]) => Number(pid));
  };
  expect(new Set(await served()).size).toBe(2);
  const [first, second] = [...text.soFar.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  await program.kill('SIGKILL', first);
  await text.until('exit 1 null SIGKILL');
  expect(await served()).toEqual([second, second, second, second]);
});

rule('starts so many programs at once and no more, until one has ended', async ({ booted, skip }) => {
  const sandbox = await booted({ 'main.mjs': 'process.stdin.resume();' });
  if (!sandbox.capabilities.editable) skip(REPLAYS);
  const start = () => sandbox.spawn('node', ['main.mjs']);
  const asked = Array.from({ length: MOST_PROGRAMS }, start);
  await expect(start()).rejects.toMatchObject({
    code: 'too-many-processes',
    message: `${MOST_PROGRAMS} programs run in this sandbox already.`,
  });
  const [first] = await Promise.all(asked);
  await first?.stop();
  await start();
});

rule('inspects a program from outside', async ({ start, skip }) => {
  const { sandbox, program, text } = await start(LISTENING_CLUSTER);
  if (!sandbox.capabilities.inspection) skip('this engine cannot look from outside');
  await text.until(READY);
  const facts = await program.inspect();
  expect(facts?.processes.filter(({ parent }) => parent === program.pid)).toHaveLength(2);
  expect(facts?.listeners).toMatchObject([{ port: sandbox.port, heldBy: [program.pid] }]);
});
