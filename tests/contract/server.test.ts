/** The server survives everybody: whatever a stranger sends is answered or cut off, nothing of it is left, and others are served. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../../src/features/workshop/model/protocol.ts';
import { SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { createApp } from '../../src/server/app.ts';
import { routeUpgrades } from '../../src/server/upgrades.ts';
import { asker } from '../support/local-port-asker.ts';
import { frame, head, openConnection, upgradeHead, type RawConnection } from '../support/raw-http.ts';
import { startSmallSite, writeSmallSite, type SmallSite } from '../support/small-site.ts';

let site: SmallSite;
beforeAll(async () => {
  site = await startSmallSite();
});
afterAll(() => site.close());

const get = (path: string, to = site) =>
  fetch(`http://localhost:${to.port}${path}`, { redirect: 'manual', headers: { connection: 'close' } });
const ask = async (bytes: string, to = site) => (await openConnection(to.port, bytes).closed).split('\r\n')[0];
const open = (bytes: string | Buffer, from?: string, to = site): RawConnection => openConnection(to.port, bytes, from);

async function openWorkshop(to = site): Promise<RawConnection> {
  const connection = open(upgradeHead(WORKSHOP_SOCKET_PATH, to.port), undefined, to);
  await connection.hears(' 101 ');
  return connection;
}

async function openEngine(to = site): Promise<RawConnection> {
  const origin = `http://localhost:${to.port}`;
  const { token } = await asker(origin, `http://localhost:${to.localPort}`).token();
  const more = [`Origin: ${origin}`, `Sec-WebSocket-Protocol: ${token}`];
  const connection = openConnection(to.localPort, upgradeHead(SOCKET_PATH, to.localPort, ...more));
  await connection.hears('"type":"ready"');
  return connection;
}

describe('no request line is taken for more than it is', () => {
  const close = ['Host: localhost', 'Connection: close'];
  test.each([
    ['GET // HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET //evil.example/x HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET http://[ HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET http://[/ HTTP/1.1', /^HTTP\/1.1 (?:200|400)/],
    ['GET * HTTP/1.1', /^HTTP\/1.1 400/],
    ['OPTIONS * HTTP/1.1', /^HTTP\/1.1 4\d\d/],
    ['GET /%zz HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET /%00 HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET /embed/%2e/./ HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET /../../etc/passwd HTTP/1.1', /^HTTP\/1.1 400/],
    ['GET http://evil.example/lessons/ipc/ HTTP/1.1', /^HTTP\/1.1 200/],
    ['CONNECT evil.example:443 HTTP/1.1', /^HTTP\/1.1 405/],
    ['TRACE / HTTP/1.1', /^HTTP\/1.1 4\d\d/],
    ['DELETE / HTTP/1.1', /^HTTP\/1.1 4\d\d/],
    ['GET / HTTP/9.9', /^HTTP\/1.1 4\d\d|^HTTP\/1.1 505/],
    ['\u0000', /^HTTP\/1.1 400/],
  ])('%s', async (line, answer) => {
    expect(await ask(head(line, ...close))).toMatch(answer);
    expect((await get('/')).status).toBe(200);
  });

  test('a head without an end of its size', async () => {
    expect(await ask(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}`)).toMatch(/ 431 /);
  });
});

describe('every upgrade has one who owns it', () => {
  test.each([
    ['//', 400],
    ['http://[', 400],
    ['/', 404],
    ['/lessons/ipc/', 404],
    [`/x${WORKSHOP_SOCKET_PATH}`, 404],
    // It is the second port's.
    [SOCKET_PATH, 404],
  ])('of %s: %i', async (target, status) => {
    expect(await ask(upgradeHead(target, site.port))).toContain(` ${status} `);
    expect((await get('/')).status).toBe(200);
  });

  test('1,500 of them leave nothing, though none hangs up', async () => {
    const before = await site.openFiles();
    const connections = Array.from({ length: 1_500 }, () => open(upgradeHead('/a', site.port)));
    for (const { closed } of connections) expect(await closed).toMatch(/^HTTP\/1.1 404/);
    await expect.poll(() => site.openFiles()).toBeLessThanOrEqual(before);
  });

  test('and neither do those who hang up at once', async () => {
    const before = await site.openFiles();
    for (const path of ['/a', '//', SOCKET_PATH, WORKSHOP_SOCKET_PATH])
      await Promise.all(
        Array.from({ length: 100 }, async () => {
          const { socket, closed } = open(upgradeHead(path, site.port));
          socket.once('connect', () => socket.resetAndDestroy());
          await closed;
        }),
      );
    await expect.poll(() => site.openFiles()).toBeLessThanOrEqual(before);
  });
});

describe('frames that are none end their socket alone', () => {
  const frames = {
    'a reserved opcode': [frame(3)],
    'a reserved bit': [frame(1, 'x', { reserved: 0b010 })],
    'a compressed one that nobody agreed on': [frame(1, Buffer.alloc(1_000), { reserved: 0b100 })],
    'no mask': [frame(1, 'x', { isMasked: false })],
    'bad UTF-8': [frame(1, Buffer.from([0xff, 0xfe]))],
    'a ping that is too long': [frame(9, Buffer.alloc(200))],
    'a ping in pieces': [frame(9, 'x', { isLast: false })],
    'a close with a wrong code': [frame(8, Buffer.from([0, 1]))],
    'more than 2^53 bytes': [frame(2, '', { length: Number.MAX_SAFE_INTEGER })],
    'a message in pieces without an end': Array.from({ length: 20_000 }, (_, at) =>
      frame(at === 0 ? 1 : 0, '', { isLast: false }),
    ),
    'pings whose answers nobody reads': Array.from({ length: 50_000 }, () => frame(9, Buffer.alloc(125))),
  };
  for (const [where, openSocket] of Object.entries({ workshop: openWorkshop, engine: openEngine }))
    for (const [what, bytes] of Object.entries(frames))
      test(`${what}, to the ${where}`, async () => {
        const other = await openWorkshop();
        const connection = await openSocket();
        if (what.startsWith('pings')) connection.socket.pause();
        connection.socket.write(Buffer.concat(bytes));
        // Of what it was told it reads no more than it must.
        if (what.startsWith('pings')) connection.socket.once('error', () => undefined);
        else await connection.closed;
        connection.socket.destroy();
        other.socket.write(frame(9, 'still here'));
        await other.hears('still here');
        other.socket.destroy();
        expect((await get('/')).status).toBe(200);
      });
});

describe('what nobody asked for is not kept', () => {
  test.each([
    ['/_astro/app.js', 200, /immutable/],
    ['/_astro/nope.js', 404, /^no-cache$/],
    ['/_astro/nope', 308, /^no-cache$/],
    ['/_astro/%00', 400, /^no-cache$/],
  ])('%s: %i', async (path, status, caching) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toMatch(caching);
  });

  test('nor framed by others, at an address of an embed either', async () => {
    const framing = async (path: string) => (await get(path)).headers.get('x-frame-options');
    for (const path of ['/embed/ipc/star/', '/embed/ipc/star', '/embed/ipc/star?view=run'])
      expect(await framing(path), path).toBeNull();
    for (const path of [
      '/',
      '/embed/',
      '/nope/',
      '/embed/ipc/nope/',
      '/embed/nope/nope/',
      '/lessons/ipc',
      '/%E2%80%A8',
    ])
      expect(await framing(path), path).toBe('SAMEORIGIN');
  });
});

describe('a bound on connections', () => {
  let small: SmallSite;
  beforeAll(async () => {
    small = await startSmallSite({ total: 40, perAddress: 20 });
  });
  afterAll(() => small.close());

  test('is kept by silent ones giving way, so that they shut nobody out', async () => {
    const before = await small.openFiles();
    const silent = Array.from({ length: 500 }, (_, at) =>
      open(at % 2 ? 'GET / HTT' : '', `127.0.0.${1 + (at % 5)}`, small),
    );
    for (let at = 0; at < 50; at++) expect((await get('/', small)).status).toBe(200);
    expect((await small.openFiles()) - before).toBeLessThanOrEqual(41);
    for (const { socket } of silent) socket.destroy();
    await expect.poll(() => small.openFiles()).toBeLessThanOrEqual(before);
  });

  test('answers 503 once all of an address are busy, and serves another address', async () => {
    const half = head(
      `POST ${WORKSHOPS_PATH} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Length: 9',
    );
    const expecting = half.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n');
    const busy = Array.from({ length: 20 }, () => open(expecting, '127.0.0.2', small));
    for (const each of busy) await each.hears('100 Continue');
    expect(await open('', '127.0.0.2', small).closed).toMatch(/^HTTP\/1.1 503 .*try again/s);
    expect((await get('/', small)).status).toBe(200);
    for (const { socket } of busy) socket.destroy();
  });

  test('holds one file of all that is asked ahead, in order', async () => {
    const one = head('GET /lessons/ipc/ HTTP/1.1', 'Host: localhost');
    const few = open(
      one.repeat(20) + head('GET /nope.js HTTP/1.1', 'Host: localhost', 'Connection: close'),
      undefined,
      small,
    );
    const answers = (await few.closed).match(/HTTP\/1.1 \d+/g);
    expect(answers).toEqual([...Array<string>(20).fill('HTTP/1.1 200'), 'HTTP/1.1 404']);
    await open(one.repeat(5_000), undefined, small).closed;
    expect((await get('/', small)).status).toBe(200);
  });
});

describe('a handler that throws', () => {
  let said: MockInstance<typeof console.error>;
  beforeEach(() => {
    said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => said.mockRestore());

  test('answers 500 without its words, and is logged once', async () => {
    const app = await createApp({ folder: await writeSmallSite() });
    app.get('/throws', () => {
      throw new Error('a secret of the server');
    });
    app.get('/refuses', () => {
      throw Object.assign(new Error('Too long.'), { statusCode: 413 });
    });
    const broken = await app.inject('/throws');
    expect([broken.statusCode, broken.body]).toEqual([500, expect.not.stringContaining('secret')]);
    expect(said).toHaveBeenCalledExactlyOnceWith('GET /throws failed:', expect.any(Error));
    expect((await app.inject('/refuses')).statusCode).toBe(413);
    expect(said).toHaveBeenCalledOnce();
    await app.close();
  });

  test('of an upgrade too, and its socket is gone', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    routeUpgrades(server, {
      '/throws': () => {
        throw new Error('a secret of the server');
      },
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await openConnection(port, upgradeHead('/throws', port)).closed).toMatch(/^HTTP\/1.1 500 (?!.*secret)/s);
    expect(said).toHaveBeenCalledOnce();
    server.close();
    await once(server, 'close');
  });
});

test('it ends on SIGTERM in time, whatever is open', async () => {
  const ending = await startSmallSite();
  try {
    const halves = [
      '',
      'GET / HT',
      head('POST / HTTP/1.1', 'Host: x', 'Content-Length: 9'),
      upgradeHead('//', ending.port),
    ];
    for (const half of halves) open(half, undefined, ending);
    await openWorkshop(ending);
    const engine = await openEngine(ending);
    const program = { 'a.mjs': `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('runs')` };
    engine.socket.write(frame(1, JSON.stringify({ do: 'mount', id: 1, files: program })));
    await engine.hears('"id":1');
    engine.socket.write(frame(1, JSON.stringify({ do: 'spawn', id: 2, command: 'node', args: ['a.mjs'], env: {} })));
    await engine.hears('runs');
    ending.end('SIGTERM');
    expect(await Promise.race([ending.ended, delay(5_000, 'still there')])).toBe(0);
  } finally {
    await ending.close();
  }
});
