// What goes over the wire, byte for byte: chunks, lengths, pipelining, 100-continue and bad requests.
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
const server = http.createServer((request, response) => {
  response.sendDate = false;
  if (request.url === '/chunked') {
    response.write('one');
    response.end('two');
  } else if (request.url === '/length') response.setHeader('Content-Length', 3).end('abc');
  else if (request.url === '/empty') response.writeHead(204).end();
  else response.end(request.method);
});
server.on('checkContinue', (request, response) => {
  response.writeContinue();
  response.sendDate = false;
  request.resume().on('end', () => response.end('continued'));
});
server.on('clientError', (error, socket) => {
  console.log('client error', error.code, error.reason, error.bytesParsed);
  socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
});
server.listen(process.env.PORT);
await once(server, 'listening');
const exchange = async (text) => {
  const socket = net.connect(process.env.PORT).setEncoding('latin1');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  answer = answer.replace(/Date: [^\r]+/, 'Date: now');
  console.log(JSON.stringify(text.slice(0, 30)), JSON.stringify(answer));
};
const close = 'Host: a\r\nConnection: close\r\n\r\n';
for (const path of ['/chunked', '/length', '/empty', '/other']) await exchange(`GET ${path} HTTP/1.1\r\n${close}`);
await exchange(`GET /chunked HTTP/1.0\r\n\r\n`);
await exchange(`HEAD /length HTTP/1.1\r\n${close}`);
await exchange(`GET /length HTTP/1.1\r\nHost: a\r\n\r\nGET /other HTTP/1.1\r\n${close}`);
await exchange(`POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n${close}hi`);
await exchange(`POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${close}2\r\nhi\r\n0\r\n\r\n`);
await exchange('NONSENSE\r\n\r\n');
await exchange('GET / HTTP/1.1\r\n\r\n');
await exchange(`GET / HTTP/1.1\r\nBad Header: x\r\n${close}`);
server.close();
