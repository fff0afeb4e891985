/** What lesson 3 claims of a worker's surroundings and of its ports, shown on the pinned Node by what is printed and told. */
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { cluster, linesOf, printed, withProgram } from '../support/with-program.ts';

experiment('worker-inherits-folder-and-output', async () => {
  const tell = (who: string) =>
    `console.log('${who}', process.cwd(), ['dev', 'ino'].map((name) => fstatSync(1)[name]).join(':'));`;
  const source = cluster(`${tell('it')} cluster.fork();`, `${tell('it')} process.exit();`);
  const [primary, worker] = await linesOf(`import { fstatSync } from 'node:fs';${source}`);
  expect(worker).toBe(primary);
  expect(primary?.split(' ')[1]).not.toBe(process.cwd());
});

/** The primary's own code has the port; what a worker is told that asks for it. */
const refusedWith = (listen: string) => `
  import cluster from 'node:cluster';
  import net from 'node:net';
  if (cluster.isPrimary) {
    const server = net.createServer().listen(process.env.PORT, '127.0.0.1', () => cluster.fork());
    cluster.on('exit', () => server.close());
  } else {
    const server = net.createServer().on('error', ({ message }) => { console.log(message); process.exit(); });
    server.listen(${listen});
  }
`;

const refusalsOf = async (listen: string) =>
  (await linesOf(refusedWith(listen))).map((line) => line.replace(/:\d+$/, ':port'));

experiment('a-host-in-place-of-null', async () => {
  expect(await refusalsOf("process.env.PORT, '127.0.0.1'")).toEqual(['bind EADDRINUSE 127.0.0.1:port']);
});

experiment('bind-and-not-listen', async () => {
  expect(await refusalsOf("{ port: process.env.PORT, host: '127.0.0.1', exclusive: true }")).toEqual([
    'listen EADDRINUSE: address already in use 127.0.0.1:port',
  ]);
});

experiment('exclusive-is-not-announced', () =>
  withProgram(
    cluster(
      'cluster.fork();',
      `http.createServer().listen({ port: 0, exclusive: true }, () => {
         http.createServer().listen(process.env.PORT, () => console.log('both listen'));
       });`,
    ),
    async (program) => {
      await printed(program, 'both listen');
      await program.until('worker.listening');
      expect(program.of('worker.listening')).toMatchObject([{ port: program.port }]);
    },
  ),
);

experiment('inspector-ports-count-up', async () => {
  // `--inspect-port` only names the port; no inspector is opened, so none can be in the way.
  const source = cluster(
    `cluster.setupPrimary({ execArgv: ['--inspect-port=0'] });
     console.log('first', process.debugPort);
     cluster.fork().on('exit', () => cluster.fork());`,
    "console.log('then', process.debugPort); process.exit();",
  );
  expect(await linesOf(source, { traced: false })).toEqual(['first 9229', 'then 9230', 'then 9231']);
});
