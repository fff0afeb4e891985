/** Programs about AsyncLocalStorage: what a store is after each way of waiting. */
import type { Program } from './beside-node.ts';

const HEAD = `const als = new AsyncLocalStorage();
// Timers of one millisecond come in any order; what each line says is what counts.
const said = [];
const say = (...what) => said.push([...what, als.getStore()].join(' '));
process.on('exit', () => console.log(said.sort().join('\\n')));
const soon = (value) => new Promise((resolve) => setTimeout(resolve, 1, value));
const fail = () => new Promise((_, reject) => setTimeout(reject, 1, new Error('no')));
`;

const BODY = `
async function inner(name) {
  say(name, 'start'); await soon(); say(name, 'timer'); await null; say(name, 'null');
  try { await fail(); } catch { say(name, 'caught'); } finally { say(name, 'finally'); }
  try { try { await fail(); } finally { say(name, 'alone'); } } catch { say(name, 'outer'); }
  return (await soon(1), await soon(2));
}
const short = async (name) => (say(name), await soon(name)).length;
async function* numbers() { for (let i = 0; i < 2; i++) { await soon(); yield i; } }
async function loops(name) {
  'use strict';
  for await (const n of numbers()) say(name, 'of', n);
  say(name, 'after');
  for await (const n of [soon(7), 8]) { say(name, 'sync', n); if (n === 7) continue; await soon(); say(name, 'in'); }
  outer: for (let i = 0; i < 2; i++) for await (const n of numbers()) { if (n === 1) continue outer; say(name, 'label', i); }
  say(name, 'end')
}
class Service { static async go(name) { await soon(); say(name, 'static'); return { async more() { await soon(); say(name, 'method') } }.more() } }
const work = (name) => als.run(name, async () => {
  await Promise.all([inner(name), short(name), loops(name), Service.go(name)]);
  say(name, 'all');
  await new Promise((resolve) => queueMicrotask(() => { say(name, 'microtask'); process.nextTick(() => { say(name, 'tick'); setImmediate(() => { say(name, 'immediate'); resolve(); }); }); }));
  Promise.resolve().then(() => say(name, 'then')).catch(() => {}).finally(() => say(name, 'ended'));
  await Promise.reject(new Error(name)).catch((error) => say(name, 'handled', error.message));
  als.enterWith(name + '!'); await soon(); say(name, 'entered');
  await als.run('other', () => soon()); say(name, 'ran');
  als.exit(() => say(name, 'out'));
});
say('begin');
`;

const RUN = `(async () => { await work('a'); say('between'); const done = [work('b'), work('c')]; say('outside'); await Promise.allSettled(done); say('last'); })();\n`;

const SERVER = `import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { once } from 'node:events';
const als = new AsyncLocalStorage();
const soon = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
let last = 0;
const server = http.createServer((request, response) => als.run(++last, async () => {
  const id = als.getStore();
  await soon();
  request.on('data', () => {}).on('end', async () => { await soon(); response.end(String(als.getStore() === id)); });
})).listen(0, '127.0.0.1');
await once(server, 'listening')
const { port } = server.address()
const answers = await Promise.all(Array.from({ length: 20 }, async () => (await fetchText()).trim()))
console.log(new Set(answers), als.getStore())
server.close()
function fetchText() {
  return new Promise((resolve) => http.request({ port, host: '127.0.0.1', method: 'POST', agent: false }, async (response) => {
    let text = ''; for await (const part of response.setEncoding('utf8')) text += part; resolve(text);
  }).end('body'));
}
`;

export const CONTEXTS: Readonly<Record<string, Program>> = {
  'in CommonJS': {
    files: { 'main.js': `const { AsyncLocalStorage } = require('node:async_hooks');\n${HEAD}${BODY}${RUN}` },
  },
  'in a module': {
    files: { 'main.mjs': `import { AsyncLocalStorage } from 'node:async_hooks'\n${HEAD}${BODY}${RUN}` },
  },
  'at the top level of a module': {
    files: {
      'main.mjs': `import { AsyncLocalStorage } from 'node:async_hooks'\n${HEAD}als.enterWith('top')\nawait soon()\nsay(1)\ntry { await fail() } catch { say(2) }\nfor await (const x of [soon(3)]) say(x)\nsay(4)\nawait als.run('run', soon)\nsay(5)\n`,
    },
  },
  'of requests': { files: { 'main.mjs': SERVER } },
  'errors keep their places': {
    files: {
      'main.mjs': `import { AsyncLocalStorage } from 'node:async_hooks';\n${HEAD}async function f() { await soon(); await g(await soon(1), 2); }\nasync function g() { await null; throw new Error('deep'); }\nawait f();\n`,
    },
  },
};
