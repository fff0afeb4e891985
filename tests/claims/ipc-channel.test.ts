/** What lesson 6 claims of the channel itself: its order, a flood, and the dead. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { linesOf, withProgram } from '../support/with-program.ts';

/** A primary with one worker, which says "ready" first; both parts are the body of a 'message' handler. */
const withReady = (primary: string, worker: string, setup = '') => `
  import cluster from 'node:cluster';
  import { inspect } from 'node:util';
  if (cluster.isPrimary) {
    ${setup}
    const worker = cluster.fork();
    worker.on('message', (message) => { ${primary} });
  } else {
    process.on('message', (message) => { ${worker} });
    process.send('ready');
  }
`;

experiment('channel-keeps-order', () =>
  withProgram(
    withReady(
      `for (let n = 0; n < 1000; n++) worker.send(n); worker.disconnect();`,
      `globalThis.next ??= 0; if (message !== next++) console.log('out of order'); if (next === 1000) console.log('all in order');`,
    ),
    async (program) => {
      await program.exit;
      expect(program.text).toContain('all in order');
      expect(program.text).not.toContain('out of order');
    },
  ),
);

experiment('send-to-the-dead-ends-the-primary', () =>
  withProgram(
    withReady(
      `const { pid } = worker.process;
       process.kill(pid, 'SIGKILL');
       // Its files are closed once the last of its threads is gone and the process waits to be buried.
       const isDead = () => readFileSync(\`/proc/\${pid}/stat\`, 'utf8').includes(') Z ') && readdirSync(\`/proc/\${pid}/task\`).length === 1;
       while (!isDead());
       console.log('connected: ' + worker.isConnected());
       worker.send('too late');`,
      '',
    ).replace('import cluster', `import { readdirSync, readFileSync } from 'node:fs';\n  import cluster`),
    async (program) => {
      const { code } = await program.exit;
      expect(code).toBe(1);
      expect(program.text).toContain('connected: true');
      expect(program.text).toContain("Unhandled 'error' event");
    },
  ),
);

experiment('a-flood-is-kept', () =>
  withProgram(
    withReady(
      `if (message === 'ready') {
         let refused = 0;
         for (let n = 0; n < 20_000; n++) if (!worker.send({ n })) refused++;
         console.log(refused > 0 ? 'send returned false' : 'send was always content');
       } else { console.log('arrived: ' + message + '.'); worker.disconnect(); }`,
      `globalThis.arrived = (globalThis.arrived ?? 0) + 1; if (message.n === 19_999) process.send(arrived);`,
    ),
    async (program) => {
      await program.exit;
      for (const line of ['send returned false', 'arrived: 20000.']) expect(program.text).toContain(line);
    },
  ),
);

experiment('messages-die-with-their-worker', () =>
  withProgram(
    `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      const first = cluster.fork();
      first.on('message', () => {
        process.kill(first.process.pid, 'SIGKILL');
        for (let n = 0; n < 5; n++) first.send({ n }, () => undefined);
      });
      first.on('exit', () => {
        const second = cluster.fork();
        second.on('message', (message) => {
          if (message === 'ready') second.send('report');
          else { console.log('the successor heard ' + message + '.'); second.disconnect(); }
        });
      });
    } else {
      let heard = 0;
      process.on('message', (message) => { if (message === 'report') process.send(heard); else heard++; });
      process.send('ready');
    }
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toContain('the successor heard 0.');
    },
  ),
);

experiment('behind-a-connection-it-is-written-later', async () => {
  const lines = await linesOf(
    `
    import { fork } from 'node:child_process';
    import net from 'node:net';
    if (process.send === undefined) {
      const child = fork(process.argv[1]);
      const server = net.createServer().listen(0, () => {
        child.send('a connection', server);
        const order = { paid: false };
        child.send(order);
        order.paid = true;
        server.close();
      });
    } else process.on('message', ({ paid }) => {
      if (paid === undefined) return;
      console.log('paid: ' + paid);
      process.exit();
    });
  `,
    { traced: false },
  );
  expect(lines).toEqual(['paid: true']);
});

/** Five settings right after the fork, to a worker that needs a moment before it looks what it got. */
const fiveSettings = (firstLine: string, afterTheWait: string) => `
  import cluster from 'node:cluster';
  import { setTimeout as delay } from 'node:timers/promises';
  if (cluster.isPrimary) {
    const worker = cluster.fork();
    for (let n = 1; n <= 5; n++) worker.send(n);
    worker.on('message', (got) => { console.log(got); worker.disconnect(); });
  } else {
    const got = [];
    ${firstLine}
    await delay(300);
    ${afterTheWait}
    await delay(100);
    process.send(got.length + ' of 5');
  }
`;
const LISTEN = "process.on('message', (setting) => got.push(setting));";

experiment('without-the-forwarder-messages-wait', async () => {
  const options = { traced: false };
  expect(await linesOf(fiveSettings('', LISTEN), options)).toEqual(['0 of 5']);
  expect(await linesOf(fiveSettings("process.removeAllListeners('message');", LISTEN), options)).toEqual(['5 of 5']);
});

experiment('a-listener-before-the-wait-is-in-time', async () => {
  expect(await linesOf(fiveSettings(LISTEN, ''))).toEqual(['5 of 5']);
});
