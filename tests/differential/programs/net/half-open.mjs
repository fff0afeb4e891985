// A side that has ended may still read, if the other allows it.
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.setEncoding('utf8').on('data', (text) => console.log('server got', text));
  socket.on('end', () => {
    console.log('server: the other has ended', socket.writable, socket.readable);
    socket.write('still here');
    setImmediate(() => socket.end(', and gone'));
  });
});
server.listen(process.env.PORT);
await once(server, 'listening');
const client = net.connect({ port: process.env.PORT, host: 'localhost', allowHalfOpen: true });
client.end('all I have');
client.setEncoding('utf8');
let text = '';
for await (const chunk of client) text += chunk;
console.log(text, client.writableEnded, client.readableEnded);
server.close(() => console.log('closed'));
