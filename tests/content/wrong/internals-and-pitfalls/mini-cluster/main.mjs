import { fork } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';

// A server in several processes, without the cluster module.
// The parent accepts, and hands each connection to a child.
if (!process.send) {
  const children = [fork(import.meta.filename), fork(import.meta.filename)];
  const door = net.createServer({ pauseOnConnect: true }, (visitor) => {
    let next = 0;
    children[next++ % children.length].send('visitor', visitor);
  });
  door.listen(process.env.PORT, () => console.log('the door is open'));
} else {
  const server = http.createServer((request, response) => {
    if (request.url === '/block') block(2_000);
    response.end(`process ${process.pid}\n`);
  });
  process.on('message', (message, visitor) => {
    if (!visitor) return; // the visitor left on the way
    server.emit('connection', visitor);
    visitor.resume();
  });
}

function block(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
