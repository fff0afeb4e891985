import { fork } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';

// A server in several processes, without the cluster module.
// The parent copies bytes between the visitor and a child.
if (!process.send) {
  const ports = [];
  let next = 0;
  const door = net.createServer((visitor) => {
    const child = net.connect(ports[next++ % ports.length], '127.0.0.1');
    visitor.pipe(child).pipe(visitor);
    visitor.on('error', () => child.destroy());
    child.on('error', () => visitor.destroy());
  });
  for (let i = 0; i < 2; i++) {
    fork(import.meta.filename).on('message', (port) => {
      if (ports.push(port) === 2) door.listen(process.env.PORT, () => console.log('the door is open'));
    });
  }
} else {
  const server = http.createServer((request, response) => {
    if (request.url === '/block') block(2_000);
    response.end(`process ${process.pid}\n`);
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.on('disconnect', () => process.exit()); // the parent is gone
}

function block(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
