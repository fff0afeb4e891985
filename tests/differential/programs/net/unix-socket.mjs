// A server listens on a path, and the file is gone when it closes.
import net from 'node:net';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
const server = net.createServer((socket) => socket.end('over a path')).listen('echo.sock');
await once(server, 'listening');
console.log(server.address(), existsSync('echo.sock'));
const client = net.connect('echo.sock').setEncoding('utf8');
for await (const text of client) console.log(text);
console.log(client.remoteAddress, client.remotePort);
server.close();
await once(server, 'close');
console.log(existsSync('echo.sock'));
const [error] = await once(net.connect('gone.sock'), 'connect').catch((reason) => [reason]);
console.log(error.code, error.address, error.syscall);
