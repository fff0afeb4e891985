/** A class network: what another computer reaches of an instructor's server, and what it never does. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { expect, test } from '@playwright/test';
import { connectTwoComputers, whyNoSecondComputer, type Computer } from '../support/two-computers.ts';

const PORT = '4321';
const missing = whyNoSecondComputer();

async function serve(computer: Computer, data: string): Promise<AsyncDisposable> {
  const server = computer.start(
    ['--disable-warning=ExperimentalWarning', 'src/server/main.ts', '--workshop', '--data', data],
    { PORT, HOST: '0.0.0.0', REDIS_URL: '' },
  );
  for await (const text of server.stdout as Readable) if (String(text).includes('Cluster Lab is ready')) break;
  return {
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}

async function knock(from: Computer, at: string, host: string, token = '') {
  const answer = await from.node(['--disable-warning=ExperimentalWarning', 'tests/support/knock.ts', at, host, token]);
  return JSON.parse(answer) as Readonly<Record<'page' | 'session' | 'engine' | 'workshop', number>> & {
    readonly token: string;
  };
}

test('another computer joins the workshop, and runs nothing on this one', async () => {
  const info = test.info();
  test.skip(missing !== undefined, missing);
  await using computers = await connectTwoComputers();
  const { server, other } = computers;
  await using _serving = await serve(server, info.outputPath('workshops'));
  const own = await knock(server, `http://127.0.0.1:${PORT}`, `localhost:${PORT}`);
  expect(own).toMatchObject({ page: 200, session: 200, engine: 403, workshop: 101 });
  const { token } = JSON.parse(own.token) as { readonly token: string };
  expect(await knock(server, `http://127.0.0.1:${PORT}`, `localhost:${PORT}`, token)).toMatchObject({ engine: 101 });

  const address = `http://${server.address}:${PORT}`;
  const closed = { page: 200, session: 403, engine: 403, workshop: 101 };
  // With the real token, under the address and under the name that this computer has for itself.
  for (const host of [`${server.address}:${PORT}`, `localhost:${PORT}`])
    expect(await knock(other, address, host, token), host).toMatchObject({ ...closed, token: '' });
});
