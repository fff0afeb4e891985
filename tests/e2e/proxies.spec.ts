/** A proxy on the server's own computer makes the whole network look local: what is for this computer alone is not behind its port. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PAGE_HEADER, usualLocalPort } from '../../src/core/local-port/local-port.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../../src/features/workshop/model/protocol.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { SESSION_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { asker, type Headers } from '../support/local-port-asker.ts';
import { PROXIES, startProxy, type ProxyName } from '../support/proxy-process.ts';
import { startServer } from '../support/server-process.ts';
import { openRaw } from '../support/workshop-process.ts';

/** Finding out what a machine lacks, and installing it, is part of it. */
test.describe.configure({ timeout: 300_000 });

/** Each is to be refused with each of them, and with none. */
const FORGED: readonly Headers[] = [
  {},
  { [PAGE_HEADER]: '1' },
  { forwarded: 'for=127.0.0.1;host=localhost', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
  { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
  { connection: 'close, x-forwarded-for, forwarded, via' },
];

for (const name of Object.keys(PROXIES) as ProxyName[]) {
  const isSlow = name.startsWith('Caddy') ? { tag: '@slow' } : {};

  test(`${name}: no program runs on the server's computer`, isSlow, async () => {
    const port = await freePort();
    await using server = startServer([], { PORT: String(port) });
    await server.says('Cluster Lab is ready');
    await using proxy = await startProxy(name, port);
    const localPort = usualLocalPort(port);
    const origin = `http://localhost:${port}`;
    const own = asker(origin, `http://localhost:${localPort}`);
    const { token, leave } = await own.token();

    expect((await fetch(`http://127.0.0.1:${proxy.port}/`)).status).toBe(200);
    for (const host of [`localhost:${port}`, `localhost:${localPort}`, `127.0.0.1:${localPort}`, 'class.example']) {
      for (const from of [origin, `http://localhost:${localPort}`, `http://127.0.0.1:${proxy.port}`, 'null']) {
        const through = asker(from, `http://127.0.0.1:${proxy.port}`);
        for (const forged of FORGED) {
          const asked = [
            await through.session({ ...forged, host }),
            await through.ask('GET', SESSION_PATH, { ...forged, host }),
            await through.ask('POST', `http://127.0.0.1:${localPort}${SESSION_PATH}`, { ...forged, host }),
            await through.socket(token, { ...forged, host, connection: 'Upgrade' }),
          ];
          for (const { status, text } of asked) {
            expect(status).toBeGreaterThanOrEqual(300);
            expect(text).not.toContain('token');
          }
        }
      }
    }
    // Nobody has used it up, and this computer's own page is served as ever.
    expect((await own.socket(token)).status).toBe(101);
    leave();
  });

  test(`${name}: learners join a workshop, and make none`, isSlow, async () => {
    test.skip(name.startsWith('nginx as it comes'), 'It passes no upgrade on.');
    const data = await mkdtemp(path.join(tmpdir(), 'workshops-'));
    const port = await freePort();
    await using server = startServer(['--workshop', '--data', data], { PORT: String(port), REDIS_URL: '' });
    await server.says('Keep the host link');
    await using proxy = await startProxy(name, port);
    const code = /with the code (\S+)/.exec(server.output())?.[1] ?? '';

    const at = `127.0.0.1:${proxy.port}`;
    const hello = { type: 'join', code, name: 'Ada' };
    const learner = await openRaw(`ws://${at}${WORKSHOP_SOCKET_PATH}`, hello, `http://${at}`);
    expect(await learner.next('joined')).toMatchObject({ own: { name: 'Ada' } });
    learner.socket.close();

    const origin = `http://localhost:${port}`;
    const through = asker(origin, `http://127.0.0.1:${proxy.port}`);
    for (const forged of FORGED) {
      for (const host of [`localhost:${port}`, `localhost:${usualLocalPort(port)}`, 'class.example']) {
        const made = await through.ask('POST', WORKSHOPS_PATH, { ...forged, host }, '{"title":"Of a stranger"}');
        expect(made.status).toBeGreaterThanOrEqual(300);
        expect(made.text).not.toContain('screen');
      }
    }
    const own = asker(origin, `http://localhost:${usualLocalPort(port)}`);
    expect((await own.ask('POST', WORKSHOPS_PATH, {}, '{"title":"Of this computer"}')).status).toBe(200);
    await server.close();
    await rm(data, { recursive: true });
  });
}
