import { expect, test } from 'vitest';
import type { BoundSocket } from '../protocol.ts';
import { Sockets } from './sockets.ts';

const on = (address: string, port = 80, rest: Partial<BoundSocket> = {}): BoundSocket => ({
  ...{ id: `1:${address}:${port}`, address, port },
  ...rest,
});

function listening(...sockets: readonly BoundSocket[]): Sockets {
  const all = new Sockets();
  for (const [index, socket] of sockets.entries()) all.listen(index + 1, `listener ${index + 1}`, socket);
  return all;
}

const connect = (sockets: Sockets, address: string, port = 80, local: { address?: string; port?: number } = {}) =>
  sockets.match({
    ...{ op: 'connect', end: '9.1a', target: { address, port } },
    local: { address: local.address, port: local.port ?? 0 },
  });

test.each([
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '0.0.0.0', true],
  ['127.0.0.1', '127.0.0.2', false],
  ['127.0.0.1', '::1', false],
  ['0.0.0.0', '127.0.0.1', true],
  ['0.0.0.0', '::1', false],
  ['::', '127.0.0.1', true],
  ['::', '::1', true],
  ['::1', '127.0.0.1', false],
])('who listens on %s hears of a connection to %s: %s', (listens, target, isHeard) => {
  expect(connect(listening(on(listens)), target) !== undefined).toBe(isHeard);
});

test('who listens on :: for IPv6 alone does not hear of IPv4', () => {
  const sockets = listening(on('::', 80, { isIPv6Only: true }));
  expect(['127.0.0.1', '0.0.0.0', '::1', '::'].map((target) => connect(sockets, target) !== undefined)).toEqual([
    ...[false, false],
    ...[true, true],
  ]);
});

test('another port, a path or a datagram’s port is another socket', () => {
  const sockets = listening(on('::', 80, { isDatagram: true }), on('', 0, { path: '/tmp/s' }));
  expect(connect(sockets, '::1', 80)).toBeUndefined();
  const toPath = (path: string) =>
    sockets.match({ op: 'connect', end: '9.1a', target: { path }, local: { address: undefined, port: 0 } });
  expect(toPath('/tmp/other')).toBeUndefined();
  expect(toPath('/tmp/s')).toEqual({
    acceptor: { pid: 2, listener: 'listener 2' },
    client: undefined,
    server: undefined,
  });
});

test('both sides know the addresses; who listens on :: sees IPv4 in IPv6', () => {
  const match = connect(listening(on('::')), '127.0.0.1');
  expect(match?.client).toEqual({
    ...{ localAddress: '127.0.0.1', localPort: 49_152 },
    ...{ remoteAddress: '127.0.0.1', remotePort: 80 },
  });
  expect(match?.server).toEqual({
    ...{ localAddress: '::ffff:127.0.0.1', localPort: 80 },
    ...{ remoteAddress: '::ffff:127.0.0.1', remotePort: 49_152 },
  });
});

test('who asks for a port of its own has it; all others have one each, which come round', () => {
  const sockets = listening(on('127.0.0.1'));
  expect(connect(sockets, '127.0.0.1', 80, { port: 5_000 })?.client?.localPort).toBe(5_000);
  const ports = Array.from({ length: 16_385 }, () => connect(sockets, '127.0.0.1')?.client?.localPort);
  expect([ports[0], ports[1], ports[16_383], ports[16_384]]).toEqual([49_152, 49_153, 65_535, 49_152]);
});

test('those who share a socket take turns, and the socket is free when the last has gone', () => {
  const shared = on('::', 80);
  const sockets = listening(shared, shared);
  const turns = () => Array.from({ length: 4 }, () => connect(sockets, '::1')?.acceptor.pid);
  expect(turns()).toEqual([1, 2, 1, 2]);
  expect(sockets.drop(({ pid }) => pid === 1)).toBe(false);
  expect(turns()).toEqual([2, 2, 2, 2]);
  expect(sockets.drop(({ pid }) => pid === 2)).toBe(true);
  expect([connect(sockets, '::1'), sockets.table]).toEqual([undefined, []]);
});

test('a socket is held by those who accept, and by who made it while it lives', () => {
  const sockets = new Sockets();
  sockets.listen(2, 'child', { ...on('::'), id: '1:1' });
  expect(sockets.holders(() => true).map(({ heldBy }) => heldBy)).toEqual([[2, 1]]);
  expect(sockets.holders((pid) => pid !== 1).map(({ heldBy }) => heldBy)).toEqual([[2]]);
});

test('a datagram comes from where its sender can be answered', () => {
  const sockets = listening(on('::', 53, { isDatagram: true }));
  const from = { address: '0.0.0.0', port: 4_000 };
  const receiver = (address: string, port = 53) => sockets.receiver({ from, target: { address, port } });
  expect(receiver('127.0.0.1')?.from).toEqual({ address: '::ffff:127.0.0.1', port: 4_000 });
  expect(receiver('::1')?.from).toEqual({ address: '::1', port: 4_000 });
  expect(receiver('127.0.0.1', 54)).toBeUndefined();
});
