// A silent socket times out, and unreferenced servers and sockets do not keep the process.
import net from 'node:net';
import { once } from 'node:events';
let isPatient = false;
const server = net.createServer((socket) => {
  if (isPatient) return socket.unref();
  socket.setTimeout(20, () => {
    console.log('server: nothing came');
    socket.end('too slow');
  });
});
server.listen(process.env.PORT);
await once(server, 'listening');
const client = net.connect(process.env.PORT).setEncoding('utf8');
for await (const text of client) console.log('client:', text);
console.log(client.timeout, client.setNoDelay() === client, client.setKeepAlive(true) === client);
server.unref();
isPatient = true;
const open = net.connect(process.env.PORT);
await once(open, 'connect');
open.unref();
process.on('exit', () => console.log('over while a server listens', server.listening, open.destroyed));
