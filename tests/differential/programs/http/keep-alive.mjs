// An agent keeps a connection and reuses it for the next request; without one each request has its own.
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
let connections = 0;
const server = http.createServer((request, response) =>
  response.end(`${request.url} on connection ${request.socket.number}`),
);
server.on('connection', (socket) => (socket.number = ++connections));
server.listen(process.env.PORT);
await once(server, 'listening');
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const get = async (path, options = { agent }) => {
  const request = http.get({ port: process.env.PORT, path, ...options });
  const [response] = await once(request, 'response');
  return `${await text(response)}, reused ${request.reusedSocket}, ${response.headers.connection}`;
};
for (const path of ['/1', '/2', '/3']) console.log(await get(path));
console.log(connections, Object.values(agent.freeSockets).flat().length);
console.log(await get('/alone', { agent: false }), await get('/closing', { headers: { connection: 'close' }, agent }));
agent.destroy();
server.close();
await once(server, 'close');
console.log('closed');
