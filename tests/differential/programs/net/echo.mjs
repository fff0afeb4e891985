// A server echoes over TCP; both ends say when they connect, end and close.
import net from 'node:net';
import { once } from 'node:events';
// Of the server's side; who hears of the end first is open.
const heard = [];
const server = net.createServer((socket) => {
  console.log('server: connection', socket.remoteFamily, socket.localPort === server.address().port);
  socket
    .on('data', (data) => socket.write(data))
    .on('end', () => heard.push('end'))
    .on('close', (failed) => heard.push(['close', failed]));
});
server.on('listening', () => console.log('listening')).on('close', () => console.log('server closed'));
server.listen(process.env.PORT);
await once(server, 'listening');
console.log(server.address(), server.listening);
const client = net.connect(process.env.PORT, '127.0.0.1');
for (const event of ['connect', 'ready', 'end', 'close'])
  client.on(event, (value) => console.log('client:', event, value));
await once(client, 'connect');
console.log(
  client.write('hello'),
  client.bytesWritten,
  client.remoteAddress,
  client.remotePort === server.address().port,
);
console.log(String((await once(client, 'data'))[0]), client.bytesRead, client.readyState);
client.end();
await once(client, 'close');
console.log(client.destroyed, client.readyState, client.localPort);
server.getConnections((_error, count) => console.log('connections', count));
server.close();
await once(server, 'close');
console.log('server:', heard);
