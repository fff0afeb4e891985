// Sockets of datagrams are bound, shared, joined to groups and given sizes as Linux has it.
const dgram = require('node:dgram');
const { once } = require('node:events');
const tried = (what, run) => {
  try {
    console.log(what, run());
  } catch (error) {
    console.log(what, error.code, error.syscall);
  }
};
const bound = async (options, port, address) => {
  const socket = dgram.createSocket(options);
  socket.bind(port, address);
  const [error] = await Promise.race([once(socket, 'listening'), once(socket, 'error').catch((e) => [e])]).catch(
    (e) => [e],
  );
  return { socket, code: error?.code };
};
(async () => {
  const plain = dgram.createSocket('udp4');
  tried('ttl before', () => plain.setTTL(1));
  tried('broadcast before', () => plain.setBroadcast(true));
  tried('membership before', () => plain.addMembership('224.0.0.115'));
  plain.close();
  const called = dgram.createSocket('udp4');
  await new Promise((resolve) => called.bind(resolve));
  console.log('bound by a callback', called.address().address, called.address().port > 0);
  for (const hops of [0, 1, 255, 256]) tried(`ttl ${hops}`, () => called.setTTL(hops));
  for (const hops of [-1, 0, 256]) tried(`multicast ttl ${hops}`, () => called.setMulticastTTL(hops));
  tried('loopback', () => called.setMulticastLoopback(true));
  tried('broadcast', () => called.setBroadcast(true));
  tried('interface', () => called.setMulticastInterface('127.0.0.1'));
  tried('other interface', () => called.setMulticastInterface('1.2.3.4'));
  tried('no group', () => called.addMembership('1.2.3.4'));
  tried('drop none', () => called.dropMembership('224.0.0.117'));
  tried('sizes', () => [called.getRecvBufferSize(), called.getSendBufferSize()]);
  called.setRecvBufferSize(1_000);
  called.setSendBufferSize(10_000);
  tried('sizes', () => [called.getRecvBufferSize(), called.getSendBufferSize()]);
  called.close();
  for (const [first, second] of [
    [{ type: 'udp4' }, { type: 'udp4' }],
    [
      { type: 'udp4', reuseAddr: true },
      { type: 'udp4', reuseAddr: true },
    ],
    [{ type: 'udp4', reuseAddr: true }, { type: 'udp4' }],
    [{ type: 'udp6', ipv6Only: true }, { type: 'udp4' }],
    [{ type: 'udp6' }, { type: 'udp4' }],
    [
      { type: 'udp4', reusePort: true },
      { type: 'udp4', reusePort: true },
    ],
  ]) {
    const one = await bound(first, 0);
    const other = await bound(second, one.socket.address().port);
    console.log(JSON.stringify([first, second]), other.code ?? 'both');
    one.socket.close();
    other.socket.close();
  }
})();
