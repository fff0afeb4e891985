// net.BlockList knows addresses, ranges and subnets of both families.
const { BlockList, SocketAddress } = require('node:net');
const list = new BlockList();
list.addAddress('123.123.123.123');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
list.addSubnet('192.168.0.0', 20);
console.log(list.rules);
for (const address of [
  '123.123.123.123',
  '10.0.0.1',
  '10.0.0.3',
  '10.0.0.10',
  '10.0.0.11',
  '192.168.15.255',
  '192.168.16.0',
])
  console.log(address, list.check(address), list.check(`::ffff:${address}`, 'ipv6'));
for (const address of ['8592:757c:efae:4e45:f000:f3f:1:1', '8592:757c:efae:4e46::', '::ffff:7b7b:7b7b', '::1'])
  console.log(address, list.check(address, 'ipv6'), list.check(new SocketAddress({ address, family: 'ipv6' })));
for (const run of [
  () => list.addRange('10.0.0.2', '10.0.0.1'),
  () => list.addSubnet('1.1.1.1', 33),
  () => list.check(1),
]) {
  try {
    run();
  } catch (error) {
    console.log(error.code);
  }
}
list.removeAddress?.('123.123.123.123');
console.log(list.rules.length, list.check('not an address'));
