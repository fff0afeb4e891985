/** The picture of programs that are written otherwise than the course writes them, against what load and program say themselves. */
import { expect, test } from 'vitest';
import { TraceLog } from '../../src/core/trace/trace-log.ts';
import { drawScene } from '../../src/visualiser/scene.ts';
import type { Item } from '../../src/visualiser/shape.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { printed, withProgram } from '../support/with-program.ts';

function pictureOf(program: TracedProgram): { readonly items: readonly Item[]; readonly log: TraceLog } {
  const log = new TraceLog();
  log.append(program.events);
  const { topology } = log;
  const size = { width: 900, height: 560 };
  // Each open connection has the seat that the page would give it.
  const seats = new Map([...topology.connections.keys()].map((peer, seat) => [peer, seat]));
  return { log, items: drawScene({ topology, time: topology.now, motions: [], size, seats }).items };
}

const itemOf = (items: readonly Item[], key: string) => items.find((item) => item.key === key);

/** As @socket.io/sticky: the primary reads who it is, and hands the connection with what was read to a worker. */
const STICKY = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  import net from 'node:net';
  if (cluster.isPrimary) {
    const workers = [cluster.fork(), cluster.fork()];
    net.createServer((socket) => socket.once('data', (head) => {
      socket.pause();
      workers[/sid=b/.test(head) ? 1 : 0].send(String(head), socket);
    })).listen(process.env.PORT);
  } else {
    const server = http.createServer((request, response) => response.end(String(cluster.worker.id)));
    process.on('message', (head, socket) => {
      server.emit('connection', socket);
      socket.emit('data', Buffer.from(head));
      socket.resume();
    });
    console.log('READY');
  }
`;

test('connections that were handed on by hand are over at the primary, and where they are is who answers', async () => {
  await withProgram(STICKY, async (program) => {
    await printed(program, 'READY', 2);
    const answers = await program.load({ requests: 6, path: '/?sid=b' });
    expect(answers.map(({ result }) => result.kind === 'answered' && result.body)).toEqual(Array(6).fill('2'));
    await program.until('connection.closed', 6);
    const { log, items } = pictureOf(program);
    expect(log.topology.connections.size).toBe(0);
    expect(log.topology.primary?.connections).toEqual({ total: 6, open: 0 });
    expect(log.topology.workers.map(({ connections }) => connections)).toEqual([
      { total: 0, open: 0 },
      { total: 6, open: 0 },
    ]);
    expect(itemOf(items, 'worker-2')?.count).toBe('6');
    expect(items.filter(({ spoken }) => /open connection/.test(spoken))).toEqual([]);
  });
});

test('a worker that handles what is thrown and ends well has not crashed', async () => {
  const source = `
    import cluster from 'node:cluster';
    if (cluster.isPrimary) {
      cluster.fork().on('exit', (code) => console.log('EXIT', code));
      cluster.fork({ FAILS: '1' });
    } else {
      if (!process.env.FAILS) process.on('uncaughtException', () => cluster.worker.disconnect());
      throw new Error('boom');
    }
  `;
  await withProgram(source, async (program) => {
    await program.until('worker.exited', 2);
    await program.exit;
    expect(program.text).toContain('EXIT 0');
    const { items } = pictureOf(program);
    expect(itemOf(items, 'worker-1')?.lines[0]).toBe('ended: code 0');
    expect(itemOf(items, 'worker-2')?.lines[0]).toBe('crashed: code 1');
  });
});

test('a plain child that answers holds its connection itself', async () => {
  const source = `
    import { fork } from 'node:child_process';
    import http from 'node:http';
    if (process.argv[2] === 'child') {
      http.createServer((request, response) => response.write('of ' + process.pid)).listen(process.env.PORT);
    } else console.log('CHILD', fork(process.argv[1], ['child']).pid);
  `;
  await withProgram(source, async (program) => {
    await program.until('server.listening');
    const pid = /CHILD (\d+)/.exec(program.text)?.[1];
    // Never ended, so that it is open while it is looked at.
    const [outcome] = await Promise.all([
      program.load({ requests: 1, timeoutMs: 2_000 }),
      program.until('request.started').then(() => {
        const { items } = pictureOf(program);
        const connections = items.filter(({ kind }) => kind === 'connection');
        expect(connections.map(({ spoken }) => spoken)).toEqual([
          expect.stringContaining(`held by the child with pid ${pid}, 1 request`),
        ]);
        expect(itemOf(items, 'primary')?.spoken).not.toContain('open connection');
      }),
    ]);
    expect(outcome).toHaveLength(1);
    await program.until('connection.closed');
    expect(pictureOf(program).log.topology.connections.size).toBe(0);
  });
});

test('several ports: each is drawn, with who holds it', async () => {
  const source = `
    import cluster from 'node:cluster';
    import http from 'node:http';
    if (cluster.isPrimary) {
      const metrics = http.createServer((request, response) => response.end('metrics'));
      metrics.listen(0, () => {
        console.log('METRICS ' + metrics.address().port + ';');
        cluster.fork();
      });
    } else http.createServer((request, response) => response.end('api')).listen(process.env.PORT);
  `;
  await withProgram(source, async (program) => {
    await program.until('worker.listening');
    const metrics = Number(/METRICS (\d+);/.exec(program.text)?.[1]);
    await program.load({ requests: 3 });
    await program.load({ requests: 2, port: metrics });
    await program.until('request.finished', 5);
    const { items } = pictureOf(program);
    for (const port of [metrics, program.port]) expect(items.map(({ title }) => title).join()).toContain(String(port));
    expect([itemOf(items, 'primary')?.count, itemOf(items, 'worker-1')?.count]).toEqual(['2', '3']);
  });
});
