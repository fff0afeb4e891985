// fetch reaches the program's own server, with headers, bodies, streams, redirects and aborts.
import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer(async (request, response) => {
  if (request.url === '/moved') return response.writeHead(302, { Location: '/there' }).end();
  if (request.url === '/never') return request.resume();
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('X-Seen', request.headers['x-sent'] ?? 'nothing');
  response.end(
    JSON.stringify({ method: request.method, url: request.url, type: request.headers['content-type'], body }),
  );
});
server.listen(process.env.PORT);
await once(server, 'listening');
const url = `http://localhost:${process.env.PORT}`;
const response = await fetch(`${url}/a`, { headers: { 'X-Sent': 'yes' } });
console.log(response.status, response.ok, response.headers.get('x-seen'), await response.json(), response.bodyUsed);
console.log(
  await (
    await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ a: 1 }),
      headers: { 'Content-Type': 'application/json' },
    })
  ).text(),
);
console.log(await (await fetch(url, { method: 'PUT', body: new URLSearchParams({ q: 'ä' }) })).json());
const moved = await fetch(`${url}/moved`);
console.log(moved.redirected, moved.url.endsWith('/there'), (await moved.text()).length);
const aborted = await fetch(`${url}/never`, { signal: AbortSignal.timeout(30) }).catch((error) => error);
console.log(aborted.name);
const refused = await fetch('http://127.0.0.1:1/').catch((error) => error);
console.log(refused.name, refused.message, refused.cause?.code);
server.closeAllConnections();
server.close();
