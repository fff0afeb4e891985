// Requests that are aborted, refused, cut off or time out, as both sides see it.
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
let ended;
const server = http.createServer((request, response) => {
  ended = new Promise((resolve) => response.on('close', resolve));
  request.on('error', (error) => console.log('server request', error.code));
  response.on('close', () =>
    console.log('server', request.url, 'finished', response.writableFinished, 'aborted', request.destroyed),
  );
  if (request.url === '/cut') {
    response.write('half');
    setImmediate(() => response.destroy());
  } else if (request.url === '/twice') {
    response.on('error', (error) => console.log('server response', error.code));
    response.end('once');
    response.end('twice');
    response.write('more', (error) => console.log('write after end', error.code));
    try {
      response.setHeader('late', '1');
    } catch (error) {
      console.log(error.code);
    }
  } else if (request.url === '/silent') request.resume();
  else response.end();
});
server.listen(process.env.PORT);
await once(server, 'listening');
const failure = async (options, act = () => {}) => {
  const request = http.get({ port: process.env.PORT, agent: false, ...options });
  act(request);
  const error = await once(request, 'response')
    .then(([response]) => text(response))
    .catch((reason) => reason);
  // The server may hear of it before or after the client does.
  await ended;
  console.log(options.path, error.name, error.code, error.message ?? error);
  if (!request.closed) await once(request, 'close').catch(() => {});
};
await failure({ path: '/cut' });
await failure({ path: '/twice' });
await failure({ path: '/silent', timeout: 700 }, (request) =>
  request.on('timeout', () => request.destroy(new Error('too long'))),
);
ended = undefined;
const abort = new AbortController();
await failure({ path: '/never-sent', signal: abort.signal }, () => abort.abort());
await failure({ path: '/refused', port: 1, host: '127.0.0.1' });
for (const wrong of [
  { path: '/a b' },
  { method: 'NO SUCH' },
  { headers: { 'bad name': '1' } },
  { headers: { a: 'b\n' } },
  { protocol: 'https:' },
]) {
  try {
    http.request({ port: process.env.PORT, ...wrong });
  } catch (error) {
    console.log(error.code);
  }
}
server.close();
