// Which servers can listen side by side: by port, address and family, and at which paths.
const fs = require('node:fs');
const net = require('node:net');
const listening = (...where) =>
  new Promise((resolve) => {
    const server = net.createServer((socket) => socket.end('x'));
    server.on('error', ({ code }) => resolve({ code, close() {} })).listen(...where, () => resolve(server));
  });
const sides = [
  [{ host: '127.0.0.1' }, { host: '127.0.0.1' }],
  [{ host: '127.0.0.1' }, { host: '::1' }],
  [{ host: '0.0.0.0' }, { host: '127.0.0.1' }],
  [{ host: '::' }, { host: '0.0.0.0' }],
  [{ host: '::', ipv6Only: true }, { host: '0.0.0.0' }],
  [{ host: '0.0.0.0' }, { host: '::', ipv6Only: true }],
  [{ reusePort: true }, { reusePort: true }],
  [{ reusePort: true }, {}],
];
(async () => {
  for (const [first, second] of sides) {
    const one = await listening({ ...first, port: 0 });
    const other = await listening({ ...second, port: one.address().port });
    console.log(JSON.stringify([first, second]), other.code ?? 'both');
    one.close();
    other.close();
  }
  const only6 = await listening({ host: '::', ipv6Only: true, port: 0 });
  const { port } = only6.address();
  const told = (options) =>
    new Promise((resolve) => {
      net
        .connect(options)
        .on('error', ({ code }) => resolve(code))
        .on('connect', () => resolve('connected'))
        .resume();
    });
  console.log(await told({ host: '127.0.0.1', port }), await told({ host: '::1', port }));
  only6.close();
  fs.writeFileSync('plain', '');
  for (const path of ['no/such/folder', 'plain', 'sock']) console.log(path, (await listening(path)).code ?? 'listens');
  console.log((await listening('sock')).code, await told('plain'), await told('none'), await told('sock'));
  process.exit();
})();
