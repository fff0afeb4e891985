// A request and its answer: method, path, headers, status, body and trailers.
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
const server = http.createServer(async (request, response) => {
  const { method, url, httpVersion, headers, rawHeaders } = request;
  console.log(
    'server:',
    method,
    url,
    httpVersion,
    headers['x-many'],
    rawHeaders.filter((_, i) => i % 2 === 0),
    await text(request),
  );
  response.writeHead(201, 'Made', { 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'], Trailer: 'X-Sum', Date: 'today' });
  response.write('part one, ');
  response.addTrailers({ 'X-Sum': '42' });
  response.end('part two');
});
server.listen(process.env.PORT);
await once(server, 'listening');
const request = http.request({
  port: process.env.PORT,
  path: '/a?b=c',
  method: 'POST',
  headers: { 'X-Many': ['1', '2'], 'Content-Type': 'text/plain' },
});
request.write('some ');
request.end('body');
const [response] = await once(request, 'response');
console.log(
  response.statusCode,
  response.statusMessage,
  response.headers,
  request.reusedSocket,
  request.getHeader('x-many'),
);
console.log(await text(response), response.trailers, response.complete);
server.close();
