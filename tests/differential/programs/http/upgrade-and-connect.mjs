// An upgrade and a CONNECT hand the socket over, with what has come already.
import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer((_request, response) => response.end('plain'));
server.on('upgrade', (request, socket, head) => {
  console.log('server: upgrade to', request.headers.upgrade, head.length);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.pipe(socket);
});
server.on('connect', (request, socket) => {
  console.log('server: connect to', request.url);
  socket.end('HTTP/1.1 200 Connection Established\r\n\r\ntunnel');
});
server.listen(process.env.PORT);
await once(server, 'listening');
const upgrade = http.get({ port: process.env.PORT, headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
const [response, socket] = await once(upgrade, 'upgrade');
console.log(response.statusCode, response.headers.upgrade);
socket.write('hello');
console.log(String((await once(socket, 'data'))[0]));
socket.end();
await once(socket, 'close');
const tunnel = http.request({ port: process.env.PORT, method: 'CONNECT', path: 'example.com:443' }).end();
const [answer, through, head] = await once(tunnel, 'connect');
let all = String(head);
for await (const chunk of through) all += chunk;
console.log(answer.statusCode, all);
server.close();
