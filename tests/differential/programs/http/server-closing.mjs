// close() waits for answers under way, cuts idle connections, and closeAllConnections cuts all.
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
let finish;
const server = http.createServer((request, response) => {
  if (request.url === '/slow') finish = () => response.end('at last');
  else response.end('quick');
});
server.listen(process.env.PORT);
await once(server, 'listening');
const agent = new http.Agent({ keepAlive: true });
const get = (path, by = agent) =>
  once(http.get({ port: process.env.PORT, path, agent: by }), 'response').then(([response]) => text(response));
console.log(await get('/quick'));
const slow = get('/slow');
await once(server, 'request');
server.close(() => console.log('closed'));
console.log('listening', server.listening);
console.log(await get('/refused').catch((error) => error.code));
finish();
console.log(await slow);
if (server.listening) await once(server, 'close');
const second = http.createServer(() => {}).listen(process.env.PORT);
await once(second, 'listening');
const cut = get('/cut', false).catch((error) => error.code);
await once(second, 'request');
second.closeAllConnections();
second.close();
console.log(await cut);
agent.destroy();
