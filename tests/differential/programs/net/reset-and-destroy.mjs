// A reset is ECONNRESET on the other side, a destroyed socket an end.
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer().listen(process.env.PORT);
await once(server, 'listening');
for (const way of ['resetAndDestroy', 'destroy', 'destroySoon']) {
  const client = net.connect(process.env.PORT, '127.0.0.1');
  const [socket] = await once(server, 'connection');
  const heard = [];
  const closed = new Promise((resolve) => client.on('close', resolve));
  for (const event of ['error', 'end', 'close']) client.on(event, (value) => heard.push([event, value?.code ?? value]));
  client.resume();
  socket[way]();
  await closed;
  console.log(way, heard, socket.destroyed);
}
const client = net.connect(process.env.PORT, '127.0.0.1');
const [socket] = await once(server, 'connection');
client.destroy(new Error('my own reason'));
console.log((await once(client, 'close').catch((error) => [error]))[0].message);
if (!socket.destroyed) await once(socket.resume(), 'close');
server.close();
