// Nobody listens, the port is taken, the socket is gone: each is an error with its code and address.
import net from 'node:net';
import { once } from 'node:events';
const port = process.env.PORT;
const show = ({ name, code, syscall, address, port: at, message }) =>
  console.log(name, code, syscall, address, at, message);
for (const host of ['127.0.0.1', '::1'])
  show((await once(net.connect(port, host), 'never').catch((error) => [error]))[0] ?? error);
const first = net.createServer().listen(port);
await once(first, 'listening');
const second = net.createServer().on('error', show).listen(port);
await once(second, 'error').catch(() => {});
try {
  first.listen(port);
} catch (error) {
  console.log(error.code);
}
first.close();
await once(first, 'close');
second.close((error) => console.log(error.code));
for (const wrong of [
  () => net.connect(-1),
  () => net.connect({}),
  () => net.createServer().listen({ port: 'x' }),
  () => new net.Socket().write('x', 'odd'),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code);
  }
}
console.log(net.isIP('::1'), net.isIP('1.2.3'), net.isIPv4('1.2.3.4'));
