/** What a cluster does in the page: exact shares, crash and refork, limits, nothing lost under load. */
import type { Page } from '@playwright/test';
import type { Outcome } from '../../support/browser-node/contract-page.ts';
import { expect, test } from './page.ts';
import { SLOW } from '../support/slow.ts';

/** Runs `main.mjs` to its end. */
async function run(page: Page, source: string): Promise<Outcome> {
  return page.evaluate<Outcome>(`runProgram(${JSON.stringify(source)})`);
}

const SERVED = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  import { once } from 'node:events';
  const get = (path, agent) => new Promise((resolve) => http.get({ port: 8000, path, agent }, (response) => {
    response.setEncoding('utf8').on('data', (id) => resolve(id));
  }).on('error', (error) => resolve(error.code)));
  const listening = async (count) => { for (let i = 0; i < count; i++) await once(cluster, 'listening'); };
  const tally = (ids) => Object.entries(Object.groupBy(ids, (id) => id)).map(([id, all]) => id + ':' + all.length).sort().join(' ');
  if (cluster.isWorker) {
    http.createServer((request, response) => {
      if (request.url === '/crash') process.exit(3);
      response.end(String(cluster.worker.id));
    }).listen(8000);
  }
`;

test('crash and refork: the next worker takes its turn, and the shares are exact again', async ({ plainPage }) => {
  const { output, code } = await run(
    plainPage,
    `${SERVED}
    if (cluster.isPrimary) {
      cluster.on('exit', (worker, code) => {
        console.log('exit', worker.id, code);
        if (!worker.exitedAfterDisconnect) cluster.fork();
      });
      cluster.fork(); cluster.fork();
      await listening(2);
      const refork = listening(1);
      console.log(await get('/crash', false));
      await refork;
      const ids = [];
      for (let i = 0; i < 20; i++) ids.push(await get('/', false));
      console.log(Object.values(Object.groupBy(ids, (id) => id)).map((each) => each.length).join());
      cluster.disconnect();
    }`,
  );
  expect(output).toMatch(/ECONNRESET/);
  expect(output).toMatch(/exit [12] 3/);
  expect(output).toContain('10,10\n');
  expect(code).toBe(0);
});

test('2,000 connections at 8 in flight: none is lost', SLOW, async ({ plainPage }) => {
  const { output } = await run(
    plainPage,
    `${SERVED}
    if (cluster.isPrimary) {
      cluster.fork(); cluster.fork();
      await listening(2);
      const ids = [];
      await Promise.all(Array.from({ length: 8 }, async () => { for (let i = 0; i < 250; i++) ids.push(await get('/', false)); }));
      console.log('answered', ids.filter((id) => id === '1' || id === '2').length, tally(ids));
      cluster.disconnect();
    }`,
  );
  expect(output).toContain('answered 2000');
});

test('a connection that was read is handed on with what was not, and answered once', SLOW, async ({ plainPage }) => {
  const { output } = await run(
    plainPage,
    `
    import { fork } from 'node:child_process';
    import net from 'node:net';
    if (process.argv[2] === 'child') process.on('message', (head, socket) => {
      socket.on('data', (rest) => socket.end(head + '+' + rest)).resume();
    });
    else {
      let client;
      const child = fork(process.argv[1], ['child']);
      const server = net.createServer((socket) => socket.once('data', (head) => {
        socket.pause();
        child.send(String(head), socket);
        client.write('two');
      })).listen(8000, () => {
        client = net.connect(8000, () => client.write('one'));
        client.on('data', (answer) => console.log(String(answer))).on('close', () => { child.kill(); server.close(); });
      });
    }`,
  );
  expect(output).toBe('one+two\n');
});

test('a fork bomb, a restart storm and another program end in a sentence', SLOW, async ({ plainPage }) => {
  const bomb = await run(
    plainPage,
    `import cluster from 'node:cluster';
    if (cluster.isPrimary) for (;;) cluster.fork();
    else setInterval(() => {}, 1000);`,
  );
  expect(bomb.output).toContain(
    'child processes at once here, so one more was not started. The others go on. Fork fewer workers.',
  );
  expect(bomb.code).toBe(1);
  // Each is ended before it has booted, so that a slow machine makes a storm too.
  const storm = await run(
    plainPage,
    `import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      const start = () => cluster.fork().process.kill('SIGKILL');
      cluster.on('exit', start);
      start();
    }`,
  );
  expect(storm.output).toContain('Cluster Lab: restart storm: more than');
  const other = await run(plainPage, `import { spawn } from 'node:child_process'; spawn('ls');`);
  expect(other.output).toContain(
    'Cluster Lab: this sandbox starts Node processes only, not "ls". What it would do a module of Node may do',
  );
});

test('process.exit returns nowhere, and what is missing says its name', SLOW, async ({ plainPage }) => {
  const exit = await run(
    plainPage,
    `try { process.exit(4); } catch {} finally { console.log('went on'); } console.log('and on');`,
  );
  expect(exit).toEqual({ output: '', code: 4 });
  const missing = await run(plainPage, `await import('node:sqlite');`);
  expect(missing.output).toContain('In-browser Node does not have');
});

test('the clock counts nanoseconds, forwards, and one process after the other', SLOW, async ({ plainPage }) => {
  const { output } = await run(
    plainPage,
    `import { fork } from 'node:child_process';
    const { bigint } = process.hrtime;
    const [seconds, nanoseconds] = process.hrtime();
    const now = bigint();
    const parts = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
    if (process.argv[2] === 'child') process.send(String(now), () => process.disconnect());
    else fork(process.argv[1], ['child']).on('message', (later) => {
      console.log(now >= parts, now - parts < 1_000_000_000n, BigInt(later) > now);
    });`,
  );
  expect(output).toBe('true true true\n');
});

test('files that one process writes are seen by the others when it says so', SLOW, async ({ plainPage }) => {
  const { output } = await run(
    plainPage,
    `import { fork } from 'node:child_process';
    import fs from 'node:fs';
    if (process.argv[2] === 'child') process.on('message', () => {
      process.send(fs.readFileSync('note.txt', 'utf8') + '!', () => process.disconnect());
    });
    else {
      const child = fork(process.argv[1], ['child']);
      child.on('message', (text) => console.log(text));
      setTimeout(() => { fs.writeFileSync('note.txt', 'hello'); child.send('look'); }, 200);
    }`,
  );
  expect(output).toBe('hello!\n');
});
