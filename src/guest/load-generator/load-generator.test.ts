import { afterEach, expect, test } from 'vitest';
import { startTraced, type TracedProgram } from '../../../tests/support/traced-program.ts';

let program: TracedProgram | undefined;
afterEach(async () => {
  await program?.stop();
  program = undefined;
});

const SERVER = `
import http from 'node:http';
http.createServer((req, res) => {
  if (req.url === '/never') return;
  if (req.url === '/reset') return void req.socket.destroy();
  res.statusCode = req.url === '/missing' ? 404 : 200;
  res.end(req.method + ' ' + req.url);
}).listen(process.env.PORT);`;

async function serve(): Promise<TracedProgram> {
  program = await startTraced(SERVER);
  await program.until('server.listening');
  return program;
}

test('a new connection for each request, one after the other, in order', async () => {
  const outcomes = await (await serve()).load({ requests: 6 });
  expect(outcomes.map(({ request }) => request)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(outcomes.map(({ peer }) => peer)).size).toBe(6);
  for (const [index, { startedAt }] of outcomes.entries()) {
    expect(startedAt).toBeGreaterThanOrEqual(outcomes[index - 1]?.finishedAt ?? 0);
  }
});

test('keep-alive uses as many connections as asked for', async () => {
  const outcomes = await (await serve()).load({ requests: 30, connections: 3, keepAlive: true });
  expect(new Set(outcomes.map(({ peer }) => peer)).size).toBe(3);
});

test('method, path and status are told as the server saw and answered them', async () => {
  const [outcome] = await (await serve()).load({ requests: 1, method: 'POST', path: '/missing' });
  expect(outcome?.result).toEqual({ kind: 'answered', status: 404, body: 'POST /missing' });
});

test('a server that never answers, that resets, and that is not there: each its own outcome', async () => {
  const server = await serve();
  expect(await server.load({ requests: 1, path: '/never', timeoutMs: 200 })).toMatchObject([
    { result: { kind: 'timed-out' } },
  ]);
  expect(await server.load({ requests: 1, path: '/reset' })).toMatchObject([
    { result: { kind: 'failed', code: 'ECONNRESET' } },
  ]);
  expect(await server.load({ requests: 2, port: 1 })).toMatchObject([
    { peer: null, result: { kind: 'failed', code: 'ECONNREFUSED' } },
    { peer: null, result: { kind: 'failed', code: 'ECONNREFUSED' } },
  ]);
});

test('a jar sends back the cookies that answers set, and {n} in a path is the request’s number', async () => {
  program = await startTraced(`
import http from 'node:http';
http.createServer((req, res) => {
  if (req.url === '/1') res.setHeader('set-cookie', ['sid=7; Path=/', 'gone=1; Max-Age=0']);
  res.end(req.url + ' ' + (req.headers.cookie ?? 'none'));
}).listen(process.env.PORT);`);
  await program.until('server.listening');
  const outcomes = await program.load({ requests: 2, path: '/{n}', cookies: true });
  expect(outcomes.map(({ result }) => result.kind === 'answered' && result.body)).toEqual(['/1 none', '/2 sid=7']);
});

test('a compressed answer is told as a person reads it, and what only says so too', async () => {
  program = await startTraced(`
import http from 'node:http';
import zlib from 'node:zlib';
const packers = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync };
http.createServer((req, res) => {
  const encoding = req.url.slice(1);
  res.setHeader('content-encoding', encoding);
  res.end((packers[encoding] ?? String)('text for ' + encoding));
}).listen(process.env.PORT);`);
  await program.until('server.listening');
  for (const encoding of ['gzip', 'deflate', 'br', 'odd']) {
    const [outcome] = await program.load({ requests: 1, path: `/${encoding}` });
    expect(outcome?.result).toEqual({ kind: 'answered', status: 200, body: `text for ${encoding}` });
  }
});

test('a server that has the other address of localhost alone is found', async () => {
  program = await startTraced(`
import http from 'node:http';
http.createServer((req, res) => res.end('here')).listen(process.env.PORT, '::1');`);
  await program.until('server.listening');
  expect(await program.load({ requests: 1 })).toMatchObject([{ result: { kind: 'answered', body: 'here' } }]);
});
