/** What lesson 6 claims, shown on the pinned Node by what arrives, by count and by order; never by a duration. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { linesOf, printed, withProgram } from '../support/with-program.ts';

/** Primary and worker as two bodies of one program; the worker may use `delay`. */
const pair = (primary: string, worker: string) => `
  import cluster from 'node:cluster';
  import { setTimeout as delay } from 'node:timers/promises';
  import { existsSync, writeFileSync } from 'node:fs';
  import { inspect } from 'node:util';
  if (cluster.isPrimary) { ${primary} } else { ${worker} }
`;

experiment('a-message-is-a-copy', async () => {
  const lines = await linesOf(
    pair(
      `cluster.on('message', (worker, order) => console.log('primary has paid: ' + order.paid)); cluster.fork();`,
      `const order = { paid: false };
       process.send(order, () => process.disconnect());
       order.paid = true;
       console.log('worker has paid: ' + order.paid);`,
    ),
  );
  expect(lines.toSorted()).toEqual(['primary has paid: false', 'worker has paid: true']);
});

experiment('shared-memory-does-not-travel', async () => {
  const lines = await linesOf(
    pair(
      `cluster.setupPrimary({ serialization: 'advanced' });
       const worker = cluster.fork();
       worker.on('online', () => {
         try { worker.send({ memory: new SharedArrayBuffer(8) }); } catch (error) { console.log(error.message); }
         worker.disconnect();
       });`,
      '',
    ),
  );
  expect(lines.join()).toContain('could not be cloned');
});

const LISTENERS = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) { cluster.fork(); cluster.fork(); }
  else {
    const listeners = [];
    http.createServer((request, response) => {
      if (request.url === '/events') { response.write('hello '); listeners.push(response); return; }
      for (const each of listeners) each.end('news');
      response.end(String(listeners.length));
    }).listen(process.env.PORT);
  }
`;

experiment('news-reach-one-worker-only', () =>
  withProgram(LISTENERS, async (program) => {
    await program.until('worker.listening', 2);
    const subscribers = program.load({ requests: 4, connections: 4, path: '/events', timeoutMs: 3_000 });
    await program.until('request.started', 4);
    const holders = program.of('request.started').map(({ worker }) => worker);
    const [told] = await program.load({ requests: 1, path: '/publish' });
    const publisher = program.of('request.started').at(-1)?.worker;
    const own = holders.filter((worker) => worker === publisher).length;
    expect(told?.result).toMatchObject({ body: String(own) });
    // Round robin among four at once leaves none to one worker only where it is blocked.
    expect(own).toBeLessThan(4);
    const heard = (await subscribers).filter(({ result }) => result.kind === 'answered');
    expect(heard).toHaveLength(own);
  }),
);

experiment('a-worker-knows-no-others', async () => {
  const lines = await linesOf(
    pair('cluster.fork();', `console.log(cluster.workers, cluster.fork, cluster.worker.id); process.disconnect();`),
  );
  expect(lines).toEqual(['undefined undefined 1']);
});

/** Three workers, each counting to 300 in some way; the primary prints what it has at the end. */
const counting = (primary: string, worker: string) =>
  pair(
    `let counter = 0, done = 0; const own = [];
     const finish = (value) => {
       own.push(value);
       if (++done < 3) return;
       console.log('counter ' + counter + ', own ' + own.join(' '));
       for (const each of Object.values(cluster.workers)) each.disconnect();
     };
     let ready = 0;
     cluster.on('message', (worker, message) => {
       if (message.ready) { if (++ready === 3) for (const each of Object.values(cluster.workers)) each.send({ go: true }); return; }
       if (message.done) return finish(message.own);
       ${primary}
     });
     for (let i = 0; i < 3; i++) cluster.fork();`,
    `let counter = 0, last = 0; const waiting = new Map();
     const ask = (message) => new Promise((resolve) => { waiting.set(++last, resolve); process.send({ id: last, ...message }); });
     process.on('message', async ({ go, id, value }) => {
       if (!go) { waiting.get(id)(value); waiting.delete(id); return; }
       for (let i = 0; i < 300; i++) { ${worker} }
       process.send({ done: true, own: counter });
     });
     process.send({ ready: true });`,
  );

experiment('a-module-variable-counts-per-worker', async () => {
  expect(await linesOf(counting('', 'counter++;'))).toEqual(['counter 0, own 300 300 300']);
});

const GET_AND_SET = [
  `if (message.set !== undefined) counter = message.set; worker.send({ id: message.id, value: counter });`,
  `const value = await ask({}); await ask({ set: value + 1 });`,
] as const;

experiment('read-modify-write-loses', async () => {
  const [line = ''] = await linesOf(counting(...GET_AND_SET));
  const counter = Number(/^counter (\d+)/.exec(line)?.[1]);
  expect(counter).toBeGreaterThanOrEqual(300);
  expect(counter).toBeLessThan(900);
});

experiment('operations-are-exact', async () => {
  const primary = `counter += message.add; worker.send({ id: message.id, value: counter });`;
  const [line] = await linesOf(counting(primary, 'await ask({ add: 1 });').replaceAll('i < 300', 'i < 1000'));
  expect(line).toMatch(/^counter 3000,/);
});

/** A store outside the cluster: GET, SET and INCR over TCP, a line each. */
const STORE = `
  import cluster from 'node:cluster';
  import net from 'node:net';
  import { createInterface } from 'node:readline';
  if (cluster.isPrimary) {
    let value = 0, done = 0;
    net.createServer((socket) => {
      createInterface({ input: socket }).on('line', (line) => {
        const [command, number] = line.split(' ');
        if (command === 'SET') value = Number(number);
        if (command === 'INCR') value++;
        socket.write(value + '\\n');
      });
      socket.on('error', () => {});
    }).listen(0, function () {
      for (let i = 0; i < 3; i++) cluster.fork({ STORE: this.address().port });
      // All begin at once: who were done before the others began would meet nobody.
      let ready = 0;
      cluster.on('message', () => { if (++ready === 3) for (const each of Object.values(cluster.workers)) each.send('go'); });
      cluster.on('exit', () => { if (++done === 3) { console.log('value ' + value); process.exit(); } });
    });
  } else {
    const socket = net.connect(process.env.STORE);
    const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
    const tell = async (line) => { socket.write(line + '\\n'); return Number((await answers.next()).value); };
    await new Promise((resolve) => { process.once('message', resolve); process.send('ready'); });
    for (let i = 0; i < 300; i++) { WORK }
    process.exit();
  }
`;

experiment('get-and-set-lose-with-any-owner', async () => {
  const value = async (work: string) => {
    const [line = ''] = await linesOf(STORE.replace('WORK', work));
    return Number(/^value (\d+)$/.exec(line)?.[1]);
  };
  expect(await value(`await tell('SET ' + ((await tell('GET')) + 1));`)).toBeLessThan(900);
  expect(await value(`await tell('INCR');`)).toBe(900);
});

/** What arrives of each value, as the worker shows it; `threw` where send refused. */
function arriving(serialization: string, values: string): Promise<readonly string[]> {
  return linesOf(
    pair(
      `cluster.setupPrimary({ serialization: '${serialization}' });
       const worker = cluster.fork();
       worker.on('message', (message) => {
         if (message !== 'ready') return worker.disconnect();
         for (const [name, value] of Object.entries(${values})) {
           try { worker.send({ name, value }); } catch { console.log(name + ' threw'); }
         }
         worker.send({ name: 'end' });
       });`,
      `process.on('message', ({ name, value }) => {
         if (name === 'end') process.send('end');
         else console.log(name + ' ' + inspect(value, { breakLength: Infinity }).split('\\n')[0]);
       });
       process.send('ready');`,
    ),
  );
}

experiment('json-flattens', async () => {
  const values = `{ date: new Date(0), map: new Map([[1, 2]]), set: new Set([1]), error: new Error('x'), nan: { n: NaN }, missing: { a: undefined, b: 1 } }`;
  expect(await arriving('json', values)).toEqual([
    `date '1970-01-01T00:00:00.000Z'`,
    'map {}',
    'set {}',
    'error {}',
    'nan { n: null }',
    'missing { b: 1 }',
  ]);
});

experiment('json-refuses-bigint-and-cycles', async () => {
  const values = `{ big: 10n, cycle: (() => { const self = {}; self.self = self; return self; })() }`;
  expect(await arriving('json', values)).toEqual(['big threw', 'cycle threw']);
});

experiment('advanced-keeps-types', async () => {
  const values = `{ date: new Date(0), map: new Map([[1, 2]]), set: new Set([1]), error: new Error('x'), nan: { n: NaN }, missing: { a: undefined, b: 1 }, big: 10n, cycle: (() => { const self = {}; self.self = self; return self; })() }`;
  expect(await arriving('advanced', values)).toEqual([
    'date 1970-01-01T00:00:00.000Z',
    'map Map(1) { 1 => 2 }',
    'set Set(1) { 1 }',
    'error Error: x',
    'nan { n: NaN }',
    'missing { a: undefined, b: 1 }',
    'big 10n',
    'cycle <ref *1> { self: [Circular *1] }',
  ]);
});

experiment('advanced-refuses-functions', async () => {
  const values = `{ function: { f() {} }, symbol: { s: Symbol('s') }, memory: { m: new SharedArrayBuffer(4) } }`;
  expect(await arriving('advanced', values)).toEqual(['function threw', 'symbol threw', 'memory threw']);
});

experiment('serialization-is-fixed-at-fork', async () => {
  const lines = await linesOf(
    pair(
      `const early = cluster.fork();
       cluster.setupPrimary({ serialization: 'advanced' });
       const late = cluster.fork();
       for (const worker of [early, late]) worker.on('message', () => { worker.send(new Map([[1, 2]])); });`,
      `process.on('message', (value) => { console.log(cluster.worker.id + ' ' + inspect(value)); process.disconnect(); });
       process.send('ready');`,
    ),
  );
  expect(lines.toSorted()).toEqual(['1 {}', '2 Map(1) { 1 => 2 }']);
});

experiment('send-writes-down-at-once', async () => {
  const lines = await linesOf(
    pair(
      `cluster.on('message', () => {}); cluster.fork();`,
      `const reads = [];
       const message = { get field() { reads.push('read'); return 1; } };
       process.send(message, () => process.disconnect());
       console.log('after send: ' + reads.length);`,
    ),
  );
  expect(lines).toEqual([expect.stringMatching(/^after send: [1-9]$/)]);
});

/** Seven early messages to a worker that waits first, or does not. */
const early = (wait: string) =>
  pair(
    `const worker = cluster.fork();
     for (let i = 1; i <= 5; i++) worker.send(i);
     worker.on('online', () => worker.send('on online', () => writeFileSync('sent', '')));
     worker.on('message', (message) => {
       if (message === 'listening') worker.send('last');
       else { console.log('got ' + message.join()); worker.disconnect(); }
     });`,
    `${wait}
     const got = [];
     process.on('message', (message) => { got.push(message); if (message === 'last') process.send(got); });
     process.send('listening');`,
  );

/** Waits until the early messages are in the pipe, and then for turns of the loop, which read it: a pause may be over before the first. */
const WAIT = `while (!existsSync('sent')) await delay(10); for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);`;

experiment('cluster-worker-loses-early-messages', async () => {
  expect(await linesOf(early(WAIT))).toEqual(['got last']);
});

experiment('online-is-too-early', async () => {
  expect((await linesOf(early(WAIT))).join()).not.toContain('on online');
});

experiment('early-messages-arrive-without-a-wait', async () => {
  expect(await linesOf(early(''))).toEqual(['got 1,2,3,4,5,on online,last']);
});

experiment('child-process-keeps-early-messages', () =>
  withProgram(
    `
    import { fork } from 'node:child_process';
    import { existsSync, writeFileSync } from 'node:fs';
    import { fileURLToPath } from 'node:url';
    import { setTimeout as delay } from 'node:timers/promises';
    if (process.argv[2] === undefined) {
      const child = fork(fileURLToPath(import.meta.url), ['child']);
      for (let i = 1; i <= 5; i++) child.send(i, i < 5 ? undefined : () => writeFileSync('sent', ''));
      child.on('message', (got) => { console.log('got ' + got.join()); child.disconnect(); });
    } else {
      ${WAIT}
      const got = [];
      process.on('message', (message) => { if (got.push(message) === 5) process.send(got); });
    }
  `,
    async (program) => {
      await printed(program, 'got 1,2,3,4,5');
      await program.exit;
    },
  ),
);
