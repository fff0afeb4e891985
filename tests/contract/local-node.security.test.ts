/** Code runs behind the second port by design, so who may reach it is tested at the wire. */
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PAGE_HEADER, usualLocalPort } from '../../src/core/local-port/local-port.ts';
import { WORKSHOPS_PATH } from '../../src/features/workshop/model/protocol.ts';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { asker, type Asker, type Headers } from '../support/local-port-asker.ts';
import { openFrom, startLocalHost, type LocalHost } from '../support/local-host.ts';
import { bootLimit } from '../support/boot-limit.ts';

/** For what is awaited, and comes at once. */
const LIMIT = { timeout: 10_000 };

let host: LocalHost;
let page: Asker;
let sitePort: string;
let port: string;
beforeAll(async () => {
  host = await startLocalHost();
  page = asker(host.origin, host.url);
  sitePort = new URL(host.origin).port;
  port = new URL(host.url).port;
});
afterAll(() => host.close());

/** What no page of ours on this computer says. Of each the rest is as our page has it. */
const NOT_OURS: readonly (readonly [string, () => Headers])[] = [
  ['a foreign origin', () => ({ origin: 'http://evil.example' })],
  ['another port of this computer', () => ({ origin: 'http://localhost:1' })],
  ['the second port itself', () => ({ origin: host.url })],
  ['the site’s port over https', () => ({ origin: `https://localhost:${sitePort}` })],
  ['a name that begins as ours', () => ({ origin: `${host.origin}.evil.example` })],
  ['an opaque origin', () => ({ origin: 'null' })],
  ['no origin', () => ({ origin: undefined })],
  [
    'a rebound Host with its own origin',
    () => ({
      host: `evil.example:${port}`,
      origin: `http://evil.example:${sitePort}`,
    }),
  ],
  ['a rebound Host', () => ({ host: `evil.example:${port}` })],
  ['the Host of the site', () => ({ host: `localhost:${sitePort}` })],
  ['a Host without a port', () => ({ host: 'localhost' })],
  ['another site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['an address that was typed', () => ({ 'sec-fetch-site': 'none' })],
  ...['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip'].map(
    (name) => [`what a proxy adds: ${name}`, () => ({ [name]: '127.0.0.1' })] as const,
  ),
];

describe.each(NOT_OURS)('nothing for %s', (_, headers) => {
  test('no session', async () => expect((await page.session(headers())).status).toBe(403));
  test('no socket, whatever token it knows', async () => {
    const { token, leave } = await page.token();
    expect((await page.socket(token, headers())).status).toBe(403);
    leave();
  });
  test('no leave to ask across origins, and no workshop', async () => {
    const asked = await page.ask('OPTIONS', SESSION_PATH, headers());
    expect(asked.status).toBe(403);
    expect(asked.headers).not.toHaveProperty('access-control-allow-origin');
    expect((await page.ask('POST', WORKSHOPS_PATH, headers(), '{"title":"x"}')).status).toBe(403);
  });
});

describe('for our own page', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('at %s', async (name) => {
    const own = asker(`http://${name}:${sitePort}`, `http://${name}:${port}`);
    const agreed = await own.ask('OPTIONS', SESSION_PATH);
    expect(agreed).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': `http://${name}:${sitePort}`,
        'access-control-allow-headers': expect.stringContaining(PAGE_HEADER),
      },
    });
    expect(agreed.headers).not.toHaveProperty('access-control-allow-credentials');
    const { token } = await own.token();
    expect((await own.socket(token)).status).toBe(101);
  });

  test('a browser that tells nothing of where it comes from', async () => {
    const { token } = await page.token({ 'sec-fetch-site': undefined });
    expect((await page.socket(token)).status).toBe(101);
  });

  test('no session without the header that only a script can set, and none by a navigation', async () => {
    expect((await page.session({ [PAGE_HEADER]: undefined })).status).toBe(403);
    expect((await page.ask('GET', SESSION_PATH)).status).toBe(404);
  });

  test('a socket elsewhere is not opened', async () => {
    const { token, leave } = await page.token();
    const asked = { '/': 404, [`${SOCKET_PATH}/x`]: 404, [`/${SOCKET_PATH}`]: 400, 'http://[': 400, '//': 400 };
    for (const [path, status] of Object.entries(asked))
      expect((await page.ask('GET', path, { connection: 'Upgrade', upgrade: 'websocket' })).status, path).toBe(status);
    expect((await page.socket(token)).status).toBe(101);
    leave();
  });
});

describe('a token', () => {
  test('opens one socket', async () => {
    const { token } = await page.token();
    expect((await page.socket(token)).status).toBe(101);
    expect((await page.socket(token)).status).toBe(403);
  });

  test('ends with the page that asked for it', async () => {
    const stays = await page.token();
    // The server hears a moment later that a page is gone, and a question too early would use its token up: so ask with another one.
    await vi.waitFor(async () => {
      const { token, leave } = await page.token();
      leave();
      expect((await page.session()).status).toBe(200);
      expect((await page.socket(token)).status).toBe(403);
    }, LIMIT);
    expect((await page.socket(stays.token)).status).toBe(101);
  });

  test('is of one origin, also of two that are ours', async () => {
    const { token, leave } = await page.token();
    expect((await page.socket(token, { origin: `http://127.0.0.1:${sitePort}` })).status).toBe(403);
    expect((await page.socket(token)).status).toBe(101);
    leave();
  });

  test('is needed, and not to be guessed', async () => {
    const { token, leave } = await page.token();
    for (const wrong of [undefined, token.toLowerCase(), `${token}, ${token}`, token.slice(1), 'constructor'])
      expect((await page.socket(wrong)).status, String(wrong)).toBe(403);
    leave();
  });
});

test('it listens on loopback alone', async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  for (const { address } of addresses.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    const refused = await new Promise((resolve) => {
      const socket = connect(Number(port), address);
      socket.once('error', resolve);
      socket.once('connect', () => resolve(socket.destroy()));
    });
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('an open page finds it again: it is the port after the site’s', () => {
  expect(Number(port)).toBe(usualLocalPort(Number(sitePort)));
});

test('a message that is not of the protocol closes the socket', async () => {
  const sandbox = await host.engine.boot({}, bootLimit());
  for (const text of ['{', '{"do":"rm"}', '{"do":"mount","id":1,"files":{"a":1}}', `{"do":"spawn"}`]) {
    const { token } = await page.token();
    const socket = openFrom(host.origin, `${host.url.replace('http', 'ws')}${SOCKET_PATH}`, token);
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }));
    socket.send(text);
    expect((await closed).code, text).toBe(1008);
  }
  // Others go on.
  await sandbox.writeFile('a.txt', 'still here');
  expect(await sandbox.readFile('a.txt')).toBe('still here');
  await sandbox.dispose();
});
