/** Programs that tell the course's story in words, so that every browser and every place can be held to the same text. */

/**
 * Shares are exact only when a worker has told the primary that it took the last connection: that goes another way than its answer, and may
 * be later, in Node too. What the worker says of itself comes after it.
 */
const SERVED = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  import { once } from 'node:events';
  const get = (agent, path = '/') => new Promise((resolve) => http.get({ port: 8000, path, agent }, (response) => {
    response.setEncoding('utf8').on('data', resolve).on('error', (error) => resolve(error.code));
  }).on('error', (error) => resolve(error.code)));
  const listening = async (count) => { for (let i = 0; i < count; i++) await once(cluster, 'listening'); };
  const inTurn = async (count) => {
    const answers = [];
    for (let i = 0; i < count; i++) {
      const [answer] = await Promise.all([get(false, '/told'), once(cluster, 'message')]);
      answers.push(answer);
    }
    return answers;
  };
  const many = async (count, agent, atOnce = 1) => {
    const answers = [];
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let i = 0; i < count / atOnce; i++) answers.push(await get(agent));
    }));
    return answers;
  };
  const shares = (answers) => Object.entries(Object.groupBy(answers, (id) => id)).map(([id, all]) => all.length + (/^[0-9]+$/.test(id) ? '' : ' ' + id)).sort().join('/');
  if (cluster.isWorker) {
    http.createServer((request, response) => {
      if (request.url === '/crash') process.exit(3);
      if (request.url === '/told') process.send('taken');
      response.end(String(cluster.worker.id));
    }).listen(8000);
  }
`;

/** What the course tells of a cluster, in one run. */
export const STORY = {
  source: `${SERVED}
    if (cluster.isPrimary) {
      cluster.fork(); cluster.fork();
      await listening(2);
      console.log('20 closes:', shares(await inTurn(20)));
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      console.log('100 on one connection:', shares(await many(100, agent)));
      agent.destroy();

      const reforked = listening(1);
      const died = once(cluster, 'exit');
      const crash = await get(false, '/crash');
      const [, code] = await died;
      cluster.fork();
      await reforked;
      console.log('crash:', crash, 'exit', code);
      console.log('20 closes:', shares(await inTurn(20)));

      const old = Object.values(cluster.workers);
      let isOver = false;
      const during = Promise.all([1, 2, 3, 4].map(async () => {
        const answers = [];
        while (!isOver) answers.push(await get(false));
        return answers;
      }));
      for (const worker of old) {
        cluster.fork();
        await listening(1);
        worker.disconnect();
        await once(worker, 'exit');
      }
      isOver = true;
      const lost = (await during).flat().filter((id) => !/^[0-9]+$/.test(id));
      const now = await inTurn(20);
      const isNew = now.every((id) => old.every((worker) => String(worker.id) !== id));
      console.log('rolling restart: lost', lost.length, 'then', shares(now), 'of new workers:', isNew);
      cluster.disconnect();
    }`,
  output: [
    '20 closes: 10/10',
    '100 on one connection: 100',
    'crash: ECONNRESET exit 3',
    '20 closes: 10/10',
    'rolling restart: lost 0 then 10/10 of new workers: true',
    '',
  ].join('\n'),
} as const;

/** What is in scripts of their own, which a process loads when it is asked for, and what threads and datagrams need. */
export const RARER_PART = {
  source: `
    import { createHash } from 'node:crypto';
    import dgram from 'node:dgram';
    import { once } from 'node:events';
    import { text } from 'node:stream/consumers';
    import { Worker } from 'node:worker_threads';
    import { gunzipSync, gzipSync } from 'node:zlib';
    console.log(createHash('sha256').update('cluster').digest('hex'));
    console.log(gunzipSync(gzipSync('packed')).toString(), await text(new Blob(['web']).stream()));
    const thread = new Worker(\`
      const { parentPort, threadId } = require('worker_threads');
      parentPort.on('message', ({ port }) => { port.postMessage('from thread ' + threadId); process.exit(4); });\`, { eval: true });
    const { port1, port2 } = new MessageChannel();
    thread.postMessage({ port: port1 }, [port1]);
    console.log((await once(port2, 'message'))[0]);
    console.log('exit', ...(await once(thread, 'exit')));
    const failing = new Worker('null.x', { eval: true });
    console.log(await new Promise((resolve) => failing.on('error', ({ name }) => resolve(name))));
    const socket = dgram.createSocket('udp4').bind(0);
    await once(socket, 'listening');
    socket.send('datagram', socket.address().port);
    console.log(String((await once(socket, 'message'))[0]));
    socket.close();`,
  output: [
    '164cf1ca8391532e4f239c556c0c19589ae8877cb25ecfaf0b310c6c3713ba1f',
    'packed web',
    'from thread 1',
    'exit 4',
    'TypeError',
    'datagram',
    '',
  ].join('\n'),
} as const;

/**
 * @param closes requests of which each opens a connection, 8 at once; as many on 8 connections that stay; a tenth of them in turn
 */
export function load(closes: number): { readonly source: string; readonly output: string } {
  return {
    source: `${SERVED}
      if (cluster.isPrimary) {
        cluster.fork(); cluster.fork();
        await listening(2);
        const answered = (ids) => ids.filter((id) => /^[12]$/.test(id)).length;
        console.log('in turn:', shares(await inTurn(${closes / 10})));
        console.log('close:', answered(await many(${closes}, false, 8)));
        const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
        console.log('keep-alive:', answered(await many(${closes}, agent, 8)));
        agent.destroy();
        cluster.disconnect();
      }`,
    output: `in turn: ${closes / 20}/${closes / 20}\nclose: ${closes}\nkeep-alive: ${closes}\n`,
  };
}

/** Messages both ways at once, in order and whole. */
export function messageStorm(count: number): { readonly source: string; readonly output: string } {
  return {
    source: `
      import cluster from 'node:cluster';
      if (cluster.isPrimary) {
        let open = 2;
        for (const worker of [cluster.fork(), cluster.fork()]) {
          let next = 0;
          worker.on('message', ({ number, text }) => {
            if (number !== next++ || text.length !== number % 1000) throw new Error('out of order at ' + number);
            if (next < ${count}) return;
            console.log('in order:', next);
            if (--open === 0) cluster.disconnect();
          });
          for (let number = 0; number < ${count}; number++) worker.send({ number, text: 'x'.repeat(number % 1000) });
        }
      } else process.on('message', (message) => process.send(message));`,
    output: `in order: ${count}\n`.repeat(2),
  };
}

/** Each connection is handed to one of two processes, unread, and answers twice there. */
export function handleStorm(count: number): { readonly source: string; readonly output: string } {
  return {
    source: `
      import { fork } from 'node:child_process';
      import net from 'node:net';
      if (process.argv[2] === 'child') {
        process.on('message', (number, socket) => {
          let seen = '';
          socket.setEncoding('utf8').on('data', (text) => {
            seen += text;
            if (seen.endsWith('?')) socket.write(number + '!');
            else if (seen.endsWith('.')) socket.end(seen);
          });
        });
      } else {
        const children = [fork(process.argv[1], ['child']), fork(process.argv[1], ['child'])];
        let accepted = 0;
        const server = net.createServer({ pauseOnConnect: true }, (socket) => {
          const number = accepted++;
          children[number % 2].send(number, socket);
        });
        await new Promise((resolve) => server.listen(8000, resolve));
        const ask = (text) => new Promise((resolve) => {
          let answer = '';
          const client = net.connect(8000, () => client.write(text + '?')).setEncoding('utf8');
          client.on('data', (chunk) => {
            answer += chunk;
            if (chunk.endsWith('!')) client.write('.');
          });
          client.on('error', (error) => resolve(error.code)).on('close', () => resolve(answer));
        });
        const numbers = new Set();
        let wrong = 0;
        await Promise.all(Array.from({ length: 8 }, async (_, lane) => {
          for (let i = 0; i < ${count} / 8; i++) {
            const text = lane + '-' + i;
            const [number, rest] = (await ask(text)).split('!');
            if (rest !== text + '?.') wrong++;
            numbers.add(number);
          }
        }));
        console.log('answered:', numbers.size, 'wrong:', wrong);
        server.close();
        for (const child of children) child.disconnect();
      }`,
    output: `answered: ${count} wrong: 0\n`,
  };
}
