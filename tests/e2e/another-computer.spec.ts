/** A class network: what another computer reaches of an instructor's server, and what it never does. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { expect, test } from '@playwright/test';
import { connectTwoComputers, whyNoSecondComputer, type Computer } from '../support/two-computers.ts';

const PORT = '4321';
const missing = whyNoSecondComputer();

async function serve(computer: Computer, args: readonly string[]): Promise<AsyncDisposable> {
  const server = computer.start(
    ['--disable-warning=ExperimentalWarning', 'src/server/main.ts', '--workshop', ...args],
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

/** @param address of the server. @param name under which a page there was opened */
async function knock(from: Computer, address: string, name: string): Promise<unknown> {
  return JSON.parse(
    await from.node(['--disable-warning=ExperimentalWarning', 'tests/support/knock.ts', address, name, PORT]),
  );
}

const CLOSED = {
  page: 200,
  localPort: 204,
  session: 'ECONNREFUSED',
  engine: 'ECONNREFUSED',
  making: 'ECONNREFUSED',
  workshop: 101,
};

const STARTED = [
  { args: [], words: 'nobody runs programs on it', own: { session: 404, engine: 404 } },
  { args: ['--programs'], words: 'its own pages alone run programs on it', own: { session: 200, engine: 101 } },
];

for (const { args, words, own } of STARTED) {
  test(`another computer joins the workshop, and ${words}: ${args.join()}`, async () => {
    const info = test.info();
    test.skip(missing !== undefined, missing);
    await using computers = await connectTwoComputers();
    const { server, other } = computers;
    await using _serving = await serve(server, [...args, '--data', info.outputPath('workshops')]);
    expect(await knock(server, '127.0.0.1', 'localhost')).toEqual({
      ...{ page: 200, localPort: 200, making: 200, workshop: 101 },
      ...own,
    });
    // Under the address and under the name that this computer has for itself.
    for (const name of [server.address, 'localhost'])
      expect(await knock(other, server.address, name), name).toEqual(CLOSED);
    // The server's computer too, where its pages have the name that the class uses.
    expect(await knock(server, server.address, server.address)).toEqual(CLOSED);
  });
}
