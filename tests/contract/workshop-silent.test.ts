/** Sockets that say nothing keep no class out of its workshop. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { routeUpgrades } from '../../src/server/upgrades.ts';
import { openLog } from '../../src/features/workshop/server/open-log.ts';
import { openWorkshopSocket } from '../../src/features/workshop/server/socket.ts';
import { Workshops } from '../../src/features/workshop/server/workshops.ts';

test('at the bound, the one that has said nothing the longest gives way, and nobody who is in', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'workshops-'));
  const workshops = await Workshops.open(await openLog(folder));
  const created = await workshops.create('Class');
  const code = created?.code ?? '';
  const socket = openWorkshopSocket(workshops, { mostSockets: 2 });
  const server = createServer();
  routeUpgrades(server, { '/': socket.upgrade });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const page = new WebSocket(`ws://127.0.0.1:${port}/`);
    page.on('error', () => undefined);
    await new Promise((resolve) => page.once('open', resolve).once('close', resolve));
    return page;
  };
  const join = async (name: string) => {
    const page = await open();
    page.send(JSON.stringify({ type: 'join', code, name }));
    await Promise.race([once(page, 'message'), once(page, 'close')]);
    return page;
  };
  const silent = await open();
  const gone = once(silent, 'close');
  await open();
  const ada = await join('Ada');
  await gone;
  const grace = await join('Grace');
  expect([ada.readyState, grace.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
  expect((await open()).readyState).toBe(WebSocket.CLOSED);
  expect([ada.readyState, grace.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
  socket.close();
  server.close();
  await workshops.close();
  await rm(folder, { recursive: true, force: true });
});
