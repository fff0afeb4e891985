/** The local host runs code by design, so who may reach it is tested at the wire. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';

let host: LocalHost;
beforeAll(async () => {
  host = await startLocalHost();
});
afterAll(() => host.close());

/** The status of an upgrade with these headers; 101 is an open door. */
function knock(headers: Record<string, string | undefined>): Promise<number> {
  const { port, host: own } = new URL(host.origin);
  const asked: Record<string, string> = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const usual = { host: own, origin: host.origin, 'sec-websocket-protocol': host.token };
  for (const [name, value] of Object.entries({ ...usual, ...headers })) if (value !== undefined) asked[name] = value;
  return new Promise((resolve, reject) => {
    const knocking = request({ host: '127.0.0.1', port, path: SOCKET_PATH, headers: asked });
    knocking.on('response', (response) => resolve(response.statusCode ?? 0));
    knocking.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    knocking.on('error', reject);
    knocking.end();
  });
}

describe('the socket opens for a page of this server alone', () => {
  test('its own page with the token', async () => expect(await knock({})).toBe(101));
  test('not a foreign Origin', async () => expect(await knock({ origin: 'http://evil.example' })).toBe(403));
  test('not another port of this computer', async () =>
    expect(await knock({ origin: 'http://localhost:1' })).toBe(403));
  test('not without an Origin', async () => expect(await knock({ origin: undefined })).toBe(403));
  test('not an opaque Origin', async () => expect(await knock({ origin: 'null' })).toBe(403));
  test('not a rebound Host, even with an Origin to match', async () => {
    const port = new URL(host.origin).port;
    expect(await knock({ host: `evil.example:${port}`, origin: `http://evil.example:${port}` })).toBe(403);
  });
  test('not without the token', async () => expect(await knock({ 'sec-websocket-protocol': undefined })).toBe(403));
  test('not with a wrong token of the same length', async () => {
    expect(
      await knock({ 'sec-websocket-protocol': host.token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
    ).toBe(403);
  });
});

describe('the token is handed to a page of this server alone', () => {
  const ask = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port, host: own } = new URL(host.origin);
      const asking = request({ host: '127.0.0.1', port, path: SESSION_PATH, headers: { host: own, ...headers } });
      asking.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asking.on('error', reject);
      asking.end();
    });
  test('same origin', async () => expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200));
  test('not another site', async () => expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403));
  test('not another port of this computer', async () => expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe(403));
  test('not a rebound Host', async () => expect(await ask({ host: 'evil.example' })).toBe(403));
});

test('a message that is not of the protocol closes the socket', async () => {
  const sandbox = await host.engine.boot({}, AbortSignal.timeout(5_000));
  const { openFrom } = await import('../support/local-host.ts');
  for (const text of ['{', '{"do":"rm"}', '{"do":"mount","id":1,"files":{"a":1}}', `{"do":"spawn"}`]) {
    const socket = openFrom(host.origin, `${host.origin.replace('http', 'ws')}${SOCKET_PATH}`, host.token);
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
