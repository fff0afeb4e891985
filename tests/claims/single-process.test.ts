/** What lesson 1 claims, shown on the pinned Node by order, overlap, identity and count; never by a duration. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { inspectRun } from '../../src/sandbox/local-node/host/process-table.ts';
import { experiment } from '../support/experiment.ts';
import type { TracedProgram } from '../support/traced-program.ts';
import { printed, withProgram } from '../support/with-program.ts';

/** A server whose handler of /work holds the thread until the file named by GO exists; the visitor's `/` is answered at once. */
const busyUntilGo = (handler: string) => `
  import { existsSync } from 'node:fs';
  import http from 'node:http';
  http.createServer(${handler}(request, response) => {
    if (request.url === '/work') while (!existsSync(process.env.GO));
    response.end('done');
  }).listen(process.env.PORT);
`;

/** Lets `show` run beside such a server, with what ends its work. */
async function withBusyServer(
  handler: string,
  show: (program: TracedProgram, go: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'go-'));
  const file = path.join(folder, 'go');
  try {
    await withProgram(busyUntilGo(handler), (program) => show(program, () => writeFile(file, '')), {
      env: { GO: file },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Sends a request without waiting for its answer; settles once the kernel has it. */
function sent(port: number, url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, () => resolve(socket));
    });
    // A client that reads nothing would never see the end.
    socket.resume().once('error', reject);
  });
}

/** Sends /work, then a visitor's request while it computes; both are over when it settles. */
async function visitorDuringWork(program: TracedProgram, go: () => Promise<void>): Promise<void> {
  await program.until('server.listening');
  const work = await sent(program.port, '/work');
  await program.until('request.started');
  const visitor = await sent(program.port, '/');
  await go();
  await program.until('request.finished', 2);
  work.destroy();
  visitor.destroy();
}

/** How the requests began and ended, as "+/work -/work". */
function history({ events }: TracedProgram): string {
  const paths = new Map<number, string>();
  const words = events.flatMap((event) => {
    if (event.type === 'request.started') paths.set(event.request, event.path);
    if (event.type !== 'request.started' && event.type !== 'request.finished') return [];
    return [`${event.type === 'request.started' ? '+' : '-'}${paths.get(event.request)}`];
  });
  return words.join(' ');
}

experiment('waits-share-one-process', () =>
  withProgram(
    `
    import http from 'node:http';
    import { setTimeout as delay } from 'node:timers/promises';
    let open = 0;
    http.createServer(async (request, response) => {
      open++;
      // Nobody is answered before all are here, so all fifty wait at the same time.
      while (open < 50) await delay(5);
      response.end('answered');
    }).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('server.listening');
      const outcomes = await program.load({ requests: 50, connections: 50 });
      expect(outcomes.filter(({ result }) => result.kind === 'answered')).toHaveLength(50);
      expect(program.of('process.started')).toHaveLength(1);
    },
  ),
);

experiment('busy-waits-take-turns', () =>
  withProgram(
    `
    import http from 'node:http';
    http.createServer((request, response) => {
      const end = performance.now() + 40;
      while (performance.now() < end);
      response.end('answered');
    }).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('server.listening');
      await program.load({ requests: 6, connections: 6 });
      await program.until('request.finished', 6);
      expect(history(program)).toBe(Array.from({ length: 6 }, () => '+/ -/').join(' '));
    },
  ),
);

experiment('nothing-interrupts-a-callback', () =>
  withProgram(
    `
    setTimeout(() => console.log('timer'), 1);
    const end = performance.now() + 100;
    while (performance.now() < end);
    console.log('work');
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('work\ntimer\n');
    },
  ),
);

experiment('busy-server-still-connects', () =>
  withBusyServer('', async (program, go) => {
    await program.until('server.listening');
    const work = await sent(program.port, '/work');
    await program.until('request.started');
    // Settles: the kernel has taken the connection and the request, while the program can know of neither.
    const visitor = await sent(program.port, '/');
    expect(program.of('connection.opened')).toHaveLength(1);
    expect(program.of('request.finished')).toHaveLength(0);
    await go();
    await program.until('request.finished', 2);
    expect(history(program)).toBe('+/work -/work +/ -/');
    work.destroy();
    visitor.destroy();
  }),
);

experiment('async-function-runs-at-once', () =>
  withProgram(
    `
    const work = async () => { console.log('work'); return 1; };
    console.log('before');
    work();
    console.log('after');
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('before\nwork\nafter\n');
    },
  ),
);

experiment('async-does-not-free-the-loop', () =>
  withBusyServer('async ', async (program, go) => {
    await visitorDuringWork(program, go);
    expect(history(program)).toBe('+/work -/work +/ -/');
  }),
);

experiment('immediate-lets-others-in', () =>
  withProgram(
    `
    import http from 'node:http';
    import { setImmediate as nextTurn } from 'node:timers/promises';
    let visited = false;
    http.createServer(async (request, response) => {
      // Ends only if a visitor is let in between two slices.
      if (request.url === '/work') while (!visited) await nextTurn();
      visited = true;
      response.end('done');
    }).listen(process.env.PORT);
  `,
    async (program) => {
      await visitorDuringWork(program, () => Promise.resolve());
      expect(history(program)).toMatch(/^\+\/work \+\/ /);
    },
  ),
);

experiment('microtasks-keep-the-loop', () =>
  withProgram(
    `
    let fired = false;
    setTimeout(() => { fired = true; }, 1);
    const end = performance.now() + 100;
    while (performance.now() < end) await null;
    console.log('after a loop of await null: ' + fired);
    await new Promise((resolve) => setImmediate(() => setTimeout(resolve, 1)));
    console.log('after a turn of the loop: ' + fired);
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('after a loop of await null: false\nafter a turn of the loop: true\n');
    },
  ),
);

async function threadsOf({ pid }: TracedProgram): Promise<readonly string[]> {
  const { processes } = await inspectRun({ group: pid });
  return processes.find((each) => each.pid === pid)?.threads ?? [];
}

/** Runs it, waits for "done", and gives the names of its threads. */
async function threadsAfter(source: string, env: Record<string, string> = {}): Promise<readonly string[]> {
  let threads: readonly string[] = [];
  await withProgram(
    `${source}\nsetInterval(() => {}, 1_000);`,
    async (program) => {
      await printed(program, 'done');
      threads = await threadsOf(program);
    },
    { env },
  );
  return threads;
}

const poolThreads = (threads: readonly string[]) => threads.filter((name) => name === 'libuv-worker').length;

experiment('idle-node-has-helpers', async () => {
  const threads = await threadsAfter(`console.log('done');`);
  expect(threads).toContain('MainThread');
  expect(threads).toContain('V8Worker');
  expect(threads.length).toBeGreaterThan(2);
  expect(poolThreads(threads)).toBe(0);
});

experiment('sync-work-stays-on-the-main-thread', async () => {
  const threads = await threadsAfter(`
    import { pbkdf2Sync } from 'node:crypto';
    import { readFileSync } from 'node:fs';
    import { gzipSync } from 'node:zlib';
    for (let i = 0; i < 4; i++) pbkdf2Sync('password', 'salt', 10_000, 32, 'sha256');
    gzipSync(Buffer.alloc(1_000_000));
    readFileSync(process.argv[1]);
    console.log('done');
  `);
  expect(poolThreads(threads)).toBe(0);
});

experiment('pool-does-this-work', async () => {
  const calls = [
    `import { pbkdf2 } from 'node:crypto'; pbkdf2('password', 'salt', 10, 32, 'sha256', done);`,
    `import { scrypt } from 'node:crypto'; scrypt('password', 'salt', 32, done);`,
    `import { gzip } from 'node:zlib'; gzip('text', done);`,
    `import { readFile } from 'node:fs'; readFile(process.argv[1], done);`,
    `import { lookup } from 'node:dns'; lookup('localhost', done);`,
  ];
  for (const call of calls) {
    const threads = await threadsAfter(`const done = () => console.log('done');\n${call}`);
    expect(poolThreads(threads), call).toBe(4);
  }
});

experiment('pool-size-is-a-setting', async () => {
  const hash = `import { pbkdf2 } from 'node:crypto'; pbkdf2('a', 'b', 10, 32, 'sha256', () => console.log('done'));`;
  expect(poolThreads(await threadsAfter(hash, { UV_THREADPOOL_SIZE: '2' }))).toBe(2);
});

experiment('pool-hashes-side-by-side', () =>
  withProgram(
    `
    import { pbkdf2 } from 'node:crypto';
    import { promisify } from 'node:util';
    const hash = () => promisify(pbkdf2)('password', 'salt', 600_000, 32, 'sha256');
    await Promise.all([hash(), hash(), hash(), hash()]);
    console.log('done');
    setInterval(() => {}, 1_000);
  `,
    async (program) => {
      await printed(program, 'done');
      expect(await busyPoolThreads(program.pid)).toBeGreaterThanOrEqual(2);
    },
  ),
);

/** How many threads of the pool have spent processor time, by the kernel's account (proc_pid_stat(5), field 14). */
async function busyPoolThreads(pid: number): Promise<number> {
  const ids = await readdir(`/proc/${pid}/task`);
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${pid}/task/${id}/stat`, 'utf8')));
  const ticks = (stat: string) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]);
  return stats.filter((stat) => stat.includes('(libuv-worker)') && ticks(stat) > 0).length;
}

experiment('callbacks-come-back-to-the-main-thread', () =>
  withProgram(
    `
    import { pbkdf2 } from 'node:crypto';
    import { readFile } from 'node:fs';
    import { isMainThread, threadId } from 'node:worker_threads';
    import { gzip } from 'node:zlib';
    const tell = () => console.log('on thread ' + threadId + ', main: ' + isMainThread);
    setTimeout(tell, 1);
    pbkdf2('password', 'salt', 10, 32, 'sha256', tell);
    gzip('text', tell);
    readFile(process.argv[1], tell);
  `,
    async (program) => {
      await program.exit;
      expect(program.text).toBe('on thread 0, main: true\n'.repeat(4));
    },
  ),
);

experiment('timers-and-sockets-need-no-thread', () =>
  withProgram(
    `
    import http from 'node:http';
    http.createServer((request, response) => setTimeout(() => response.end('hello'), 20)).listen(process.env.PORT);
  `,
    async (program) => {
      await program.until('server.listening');
      const before = await threadsOf(program);
      await program.load({ requests: 20, connections: 10 });
      await program.until('request.finished', 20);
      expect(await threadsOf(program)).toEqual(before);
      expect(poolThreads(before)).toBe(0);
    },
  ),
);
