/** node:worker_threads in the page: each thread is a Web Worker, and a program says what it says on real Node. */
import { serveIsolatedPage } from '../../support/isolated-page.ts';
import { ENTRY, expect, test } from './page.ts';
import { runInPage, runOnNode } from './programs.ts';

test('a thread from a file: data, messages both ways, exit code', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { isMainThread, threadId, Worker } from 'node:worker_threads';
      const worker = new Worker('./thread.mjs', { workerData: { numbers: [1, 2, 3], bytes: Buffer.from('x') } });
      console.log('main', isMainThread, threadId, worker.threadId);
      worker.on('online', () => console.log('online'));
      worker.on('message', (message) => { console.log('main got', message); worker.postMessage('go'); });
      worker.on('exit', (code) => console.log('exit', code, worker.threadId));`,
    'thread.mjs': `
      import { isMainThread, parentPort, threadId, workerData } from 'node:worker_threads';
      import cluster from 'node:cluster';
      console.log('thread', isMainThread, threadId, workerData, cluster.isPrimary);
      parentPort.postMessage({ sum: workerData.numbers.reduce((a, b) => a + b), at: new Date(0), map: new Map([[1, { a: 1 }]]) });
      parentPort.on('message', (message) => { console.log('thread got', message); process.exit(7); });`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('errors, ends and streams of threads', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { Worker } from 'node:worker_threads';
      const start = (source, options) => new Worker(source, { eval: true, ...options });
      const ended = (worker) => new Promise((resolve) => worker.on('exit', resolve));
      const failing = start('setTimeout(() => null.x, 5)');
      failing.on('error', (error) => console.log(error.name, error.message, error instanceof TypeError));
      console.log(await ended(failing));
      const endless = start('for (;;);');
      await new Promise((resolve) => endless.on('online', resolve));
      console.log('terminated', await endless.terminate());
      const typed = start('process.stdin.on("data", (text) => console.log("typed", String(text)))', { stdin: true });
      typed.stdin.end('words');
      await ended(typed);
      const captured = start('console.log("out"); process.on("exit", () => console.log("last words"))', { stdout: true });
      let text = '';
      captured.stdout.on('data', (chunk) => (text += chunk));
      await ended(captured);
      console.log(JSON.stringify(text));
      const other = start('require("worker_threads").parentPort.postMessage([process.env.A, process.argv.slice(2)])', { env: { A: '1' }, argv: ['x'] });
      other.on('message', (message) => console.log(message));
      await ended(other);
      const nested = start(\`
        const { parentPort, Worker } = require('worker_threads');
        new Worker('require("worker_threads").parentPort.postMessage("deep")', { eval: true })
          .on('message', (message) => parentPort.postMessage(message + 'er'));\`);
      nested.on('message', (message) => console.log(message));
      await ended(nested);
      start('setInterval(() => {}, 1000)').unref();
      process.on('exit', () => console.log('the process ends with a thread that runs'));`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('message channels within a thread and between threads', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { once } from 'node:events';
      import { MessageChannel, MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
      const { port1, port2 } = new MessageChannel();
      port1.postMessage({ x: 1 });
      console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2));
      port2.on('message', (message) => console.log('port2', message));
      port1.postMessage('a');
      setTimeout(() => port1.close(), 10);
      await once(port2, 'close');
      const web = new globalThis.MessageChannel();
      web.port2.onmessage = (event) => { console.log(event.type, event.data, event instanceof Event); web.port2.close(); };
      web.port1.postMessage('as in a browser');
      await once(web.port2, 'close');
      // What was sent before the port went to the thread arrives there, in order.
      const echo = \`
        const { parentPort } = require('worker_threads');
        parentPort.once('message', ({ port }) => port.on('message', (message) => {
          port.postMessage(['echo', message]);
          if (message === 'end') port.close();
        }));\`;
      const channel = new MessageChannel();
      channel.port2.postMessage('early');
      const worker = new Worker(echo, { eval: true });
      const ended = once(worker, 'exit');
      worker.postMessage({ port: channel.port1 }, [channel.port1]);
      channel.port2.postMessage('late');
      // The thread's end and its last words are not in one order, on real Node neither.
      const heardAll = new Promise((resolve) => {
        channel.port2.on('message', (message) => { console.log(message); if (message[1] === 'end') resolve(); });
      });
      channel.port2.postMessage('end');
      await heardAll;
      console.log('exit', ...(await ended));
      // From one thread to another, through a third.
      const { port1: left, port2: right } = new MessageChannel();
      const one = new Worker(echo, { eval: true });
      const two = new Worker(\`
        const { parentPort } = require('worker_threads');
        parentPort.once('message', (port) => {
          port.postMessage('from two');
          port.on('message', (message) => { parentPort.postMessage(message); port.postMessage('end'); port.close(); });
        });\`, { eval: true });
      const ends = Promise.all([once(one, 'exit'), once(two, 'exit')]);
      one.postMessage({ port: left }, [left]);
      two.postMessage(right, [right]);
      console.log(...(await once(two, 'message')));
      await ends;
      const buffer = new ArrayBuffer(8);
      const taker = new Worker('const { parentPort: p } = require("worker_threads"); p.once("message", (b) => p.postMessage(b.byteLength))', { eval: true });
      taker.postMessage(buffer, [buffer]);
      console.log(buffer.byteLength, ...(await once(taker, 'message')));
      // One that lives: a message to a thread that has ended is dropped unseen.
      const living = new Worker('setInterval(() => {}, 1000)', { eval: true });
      for (const attempt of [
        () => living.postMessage(() => {}),
        () => living.postMessage({ port: new MessageChannel().port1 }),
        () => new MessagePort(),
        () => new Worker('elsewhere.js'),
        () => new Worker('', { eval: true, workerData: Symbol('s') }),
      ]) {
        try { attempt(); console.log('no error'); } catch ({ name, code, message }) { console.log(name, code, message); }
      }
      await living.terminate();`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('a server in a thread answers; process.exit ends its threads', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import { once } from 'node:events';
      import http from 'node:http';
      import { Worker } from 'node:worker_threads';
      const server = new Worker(\`
        const { parentPort, threadId } = require('worker_threads');
        const server = require('http').createServer((_, response) => response.end('thread ' + threadId));
        server.listen(0, () => parentPort.postMessage(server.address().port));\`, { eval: true });
      const [port] = await once(server, 'message');
      const [response] = await once(http.get({ port, agent: false }), 'response');
      for await (const chunk of response) console.log(String(chunk));
      server.on('exit', () => console.log('never said'));
      process.exit(3);`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

const SHARED = {
  'main.mjs': `
    import { once } from 'node:events';
    import { Worker } from 'node:worker_threads';
    const counter = new Int32Array(new SharedArrayBuffer(4));
    try {
      const worker = new Worker('Atomics.add(require("worker_threads").workerData, 0, 41)', { eval: true, workerData: counter });
      await once(worker, 'exit');
      console.log(Atomics.add(counter, 0, 1) + 1);
    } catch ({ name, message }) { console.log(name, message); }`,
};

test('shared memory is refused with the reason, and there where the page is isolated', async ({ plainPage, page }) => {
  const { output } = await runInPage(plainPage, SHARED);
  expect(output).toBe(
    'DataCloneError In-browser Node shares no memory between threads on this page, since browsers allow it on cross-origin ' +
      'isolated pages alone. Send a copy, or choose another engine in the menu.\n',
  );
  const isolated = await serveIsolatedPage(ENTRY);
  try {
    await page.goto(isolated.url);
    await page.waitForFunction('globalThis.keepsRule');
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    expect(await runInPage(page, SHARED)).toEqual(await runOnNode(SHARED));
  } finally {
    await isolated.close();
  }
});

test('too many threads end in a sentence', async ({ plainPage }) => {
  const { output, code } = await runInPage(plainPage, {
    'main.mjs': `
      import { Worker } from 'node:worker_threads';
      for (;;) new Worker('setInterval(() => {}, 1000)', { eval: true });`,
  });
  expect(output).toContain('Cluster Lab: a process has at most 16 worker threads at once. Start fewer.');
  expect(code).toBe(1);
});
