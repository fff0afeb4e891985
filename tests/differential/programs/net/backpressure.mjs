// A writer waits for a reader that pauses, and every byte arrives in order.
import net from 'node:net';
import { once } from 'node:events';
const SIZE = 4_000_000;
const server = net.createServer(async (socket) => {
  const bytes = Buffer.alloc(SIZE);
  for (let i = 0; i < SIZE; i += 4) bytes.writeUInt32LE(i, i);
  let waits = 0;
  for (let at = 0; at < SIZE; at += 100_000) {
    if (socket.write(bytes.subarray(at, at + 100_000))) continue;
    waits++;
    await once(socket, 'drain');
  }
  socket.end();
  console.log('waited', waits > 0);
});
server.listen(process.env.PORT);
await once(server, 'listening');
const client = net.connect(process.env.PORT);
let [count, isRight, rest] = [0, true, Buffer.alloc(0)];
for await (const chunk of client) {
  const all = Buffer.concat([rest, chunk]);
  for (let i = 0; i + 4 <= all.length; i += 4, count += 4) isRight &&= all.readUInt32LE(i) === count;
  rest = all.subarray(all.length - (all.length % 4));
}
console.log(count, isRight, client.bytesRead);
server.close();
