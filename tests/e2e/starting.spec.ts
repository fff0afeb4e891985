/** `npm start`: which port it takes, and whether it builds. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect, test } from '@playwright/test';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { startServer } from '../support/server-process.ts';
import { slowUnless } from './support/slow.ts';

/** So many ports are tried. */
const MOST_TRIES = 50;

async function hold(port: number, host: string): Promise<Server> {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

/** The first of so many ports that are all free; and each of them is held. */
async function holdAll(count: number): Promise<{ readonly from: number; readonly servers: readonly Server[] }> {
  for (;;) {
    const from = await freePort();
    const all = Array.from({ length: count }, (_, index) => hold(from + index, '127.0.0.1'));
    const settled = await Promise.allSettled(all);
    const servers = settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    if (servers.length === count) return { from, servers };
    for (const server of servers) server.close();
  }
}

for (const host of ['127.0.0.1', '::1', '::']) {
  test(`a port that somebody has at ${host} gives the next one`, slowUnless(host === '127.0.0.1'), async () => {
    const port = await freePort();
    const held = await hold(port, host);
    await using server = startServer([], { PORT: String(port) });
    await server.says(`http://localhost:${port + 1}/`);
    expect((await fetch(`http://127.0.0.1:${port + 1}/`)).status).toBe(200);
    process.kill(server.pid, 'SIGTERM');
    expect(await server.ended).toBe(0);
    held.close();
  });
}

test('where none is free a sentence says so', async () => {
  const { from, servers } = await holdAll(MOST_TRIES);
  await using server = startServer([], { PORT: String(from) });
  expect(await server.ended).toBe(1);
  expect(server.output()).toBe(
    `No port from ${from} to ${from + MOST_TRIES - 1} is free. Set another one: PORT=8080 npm start\n`,
  );
  for (const held of servers) held.close();
});

test('a port that is none is refused with a sentence', async () => {
  for (const PORT of ['', '0', '65536', 'http']) {
    await using server = startServer([], { PORT });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain(`PORT takes a number from 1 to 65535, not "${PORT}"`);
  }
});

test('what others reach runs no programs, unless it was said; and not where several serve', async () => {
  const port = await freePort();
  for (const [args, words] of [
    [[], 'Node on this computer runs no programs while others reach this server'],
    [['--programs'], `opened on it at http://localhost:${port}/, because of --programs`],
  ] as const) {
    await using server = startServer(args, { PORT: String(port), HOST: '0.0.0.0' });
    await server.says(words);
  }
  await using several = startServer(['--workshop', '--workers', '2', '--programs'], {
    REDIS_URL: 'redis://127.0.0.1:1',
  });
  expect(await several.ended).toBe(1);
  expect(several.output()).toContain('Several workers run no programs: leave out --programs or --workers.');
});

test('a site that is built is served without building it again', async () => {
  // A test's own may be set, which would be another build.
  const env = { PORT: String(await freePort()), NODE_ENV: undefined };
  await using server = startServer([], env, { program: 'scripts/start.ts' });
  await server.says('Cluster Lab is ready');
  expect(server.output()).not.toContain('Building');
});
