// An answer is streamed as events, and the server hears when its reader leaves.
import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer(async (request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.flushHeaders();
  response.on('close', () => console.log('server: the reader left', response.writableFinished, response.headersSent));
  for (let i = 1; !response.destroyed; i++) {
    response.write(`data: ${i}\n\n`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
});
server.listen(process.env.PORT);
await once(server, 'listening');
const request = http.get({ port: process.env.PORT, agent: false });
const [response] = await once(request, 'response');
let heard = '';
for await (const chunk of response.setEncoding('utf8')) {
  heard += chunk;
  if (heard.split('\n\n').length > 3) break;
}
console.log(heard.split('\n\n').slice(0, 3), response.destroyed);
server.close();
await once(server, 'close');
