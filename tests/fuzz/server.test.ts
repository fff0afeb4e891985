/**
 * 100,000 random and mutated requests, upgrades and frames over real sockets, against `npm start`'s server with a workshop and the
 * local engine: they leave server, memory and descriptors as they were. `FUZZ_SEED=… npm run fuzz` repeats an attack, FUZZ_COUNT makes it another size.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WORKSHOP_SOCKET_PATH } from '../../src/features/workshop/model/protocol.ts';
import { freePort } from '../../src/sandbox/local-node/host/free-port.ts';
import { LOCAL_PORT_PATH, type LocalPortAnswer } from '../../src/core/local-port/local-port.ts';
import { SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { asker } from '../support/local-port-asker.ts';
import { frame, openConnection, upgradeHead, type RawConnection } from '../support/raw-http.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openRaw } from '../support/workshop-process.ts';
import { anyFrame, request, upgrade } from './hostile-bytes.ts';
import { randomFrom, type Random } from './random.ts';

const COUNT = Number(process.env['FUZZ_COUNT'] ?? 100_000);
/** Until caches are full, code is compiled and the allocator has had its highest load, a server grows whoever asks: for the first 50,000 or so. */
const WARM_UP = COUNT / 2;
const AT_ONCE = 24;
/** Most of one connection: the first wrong one ends it, and what comes behind that is not heard. */
const FRAMES = 6;
const QUIET = fileURLToPath(new URL('quiet.ts', import.meta.url));

const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
let server: ServerProcess;
let port: number;
/** The second one, where the local engine is. */
let localPort: number;
let data: string;
let secrets: { code: string; host: string; screen: string; tokens: string[] };

beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  port = await freePort();
  // One arena: of several, each keeps the most that it ever needed, and how many there come to be is chance.
  const env = { PORT: String(port), HOST: '127.0.0.1', REDIS_URL: '', MALLOC_ARENA_MAX: '1' };
  server = startServer(['--workshop', '--data', data], env, { flags: ['--expose-gc', `--import=${QUIET}`] });
  await server.says('Keep the host link');
  const answer = await fetch(`http://localhost:${port}${LOCAL_PORT_PATH}`);
  ({ port: localPort } = (await answer.json()) as LocalPortAnswer);
  const found = (pattern: RegExp) => pattern.exec(server.output())?.[1] ?? '';
  secrets = { code: found(/code (\S+)/), host: found(/host\/#(\S+)/), screen: found(/screen\/#(\S+)/), tokens: [] };
  for (let at = 0; at < 10; at++) secrets.tokens.push(await join(`Learner ${at}`));
});
afterAll(async () => {
  await server.close();
  await rm(data, { recursive: true, force: true });
});

async function join(name: string): Promise<string> {
  const { next, socket } = await openRaw(`ws://127.0.0.1:${port}${WORKSHOP_SOCKET_PATH}`, {
    type: 'join',
    code: secrets.code,
    name,
  });
  const { token } = await next('joined');
  socket.terminate();
  return token as string;
}

/** From one of some addresses of loopback, so that ports do not run out. */
async function open(random: Random, bytes: Buffer | string, to = port): Promise<RawConnection> {
  const connection = openConnection(to, bytes, `127.0.0.${1 + random.below(8)}`);
  await Promise.race([once(connection.socket, 'connect'), connection.closed]);
  return connection;
}

/** With a goodbye, after which the server answers what it has understood and hangs up, or as a cable that is pulled. */
async function leave(random: Random, { socket, closed }: RawConnection): Promise<void> {
  if (random.chance(0.7)) socket.end();
  else if (random.chance(0.5)) socket.resetAndDestroy();
  else socket.destroy();
  await closed;
}

/** Mostly the site's, which strangers reach. */
function anyPort(random: Random): number {
  return random.chance(0.2) ? localPort : port;
}

async function sendRequests(random: Random): Promise<number> {
  const count = 1 + random.below(8);
  const bytes = Buffer.concat(Array.from({ length: count }, () => request(random)));
  const cut = random.chance(0.3) ? random.below(bytes.length) : bytes.length;
  const connection = await open(random, bytes.subarray(0, cut), anyPort(random));
  await turn();
  if (cut < bytes.length) connection.socket.write(bytes.subarray(cut));
  await leave(random, connection);
  return count;
}

async function sendUpgrade(random: Random): Promise<number> {
  const connection = await open(random, upgrade(random), anyPort(random));
  await leave(random, connection);
  return 1;
}

const STEP = 'ipc/star';
const REPORTS = [
  ...[
    { kind: 'step', step: STEP },
    { kind: 'ran', step: STEP },
    { kind: 'checks', step: STEP, passed: 1, total: 2 },
  ],
  { kind: 'answer', question: `${STEP}/one`, correct: false, given: '=1+1', offers: ['a-b'], beliefs: ['a-b'] },
  { kind: 'prediction', step: STEP, picked: 1, correct: true, offers: [], beliefs: [] },
  ...[{ kind: 'vote', poll: 'poll-0001', choice: 0 }, { kind: 'hand', raised: true }, { kind: 'unshare' }],
];
const ACTS = [
  ...[
    { kind: 'lead', step: STEP, follow: true },
    { kind: 'pace', step: null },
    { kind: 'timer', timer: null },
  ],
  ...[
    { kind: 'show', what: 'beliefs' },
    { kind: 'lower-hand', member: 'm1' },
    { kind: 'spotlight', member: null },
  ],
];

/** Of somebody whom the workshop knows, in one of the roles. What they say is mostly right, or nothing would be reached. */
async function sendToWorkshop(random: Random): Promise<number> {
  const id = () => `fuzz-${random.below(1_000_000)}-id`;
  const { host, screen, tokens } = secrets;
  const hellos = [
    { type: 'host', secret: host },
    { type: 'screen', secret: screen },
    { type: 'return', token: random.pick(tokens) },
  ];
  const hello = random.pick([...hellos, ...hellos, { type: 'join', code: secrets.code, name: { bad: true } }]);
  const messages =
    hello.type === 'host'
      ? ACTS.map((act) => ({ type: 'act', id: id(), act }))
      : REPORTS.map((report) => ({ type: 'report', id: id(), report }));
  return sendFrames(random, upgradeHead(WORKSHOP_SOCKET_PATH, port), [frame(1, JSON.stringify(hello))], messages);
}

async function sendToEngine(random: Random): Promise<number> {
  const origin = `http://localhost:${port}`;
  const { token } = await asker(origin, `http://localhost:${localPort}`).token();
  const head = upgradeHead(SOCKET_PATH, localPort, `Origin: ${origin}`, `Sec-WebSocket-Protocol: ${token}`);
  const id = () => random.below(1_000);
  const messages = [
    ...[
      { do: 'mount', id: id(), files: { 'a.mjs': '1' } },
      { do: 'read', id: id(), path: 'a.mjs' },
    ],
    ...[
      { do: 'write', id: id(), path: '../../a.mjs', text: 'x' },
      { do: 'read', id: id(), path: '/etc/passwd' },
    ],
    ...[
      { do: 'stop', id: id(), program: 1 },
      { do: 'kill', id: id(), program: 1, signal: 'SIGTERM', target: 'group' },
    ],
    ...[
      { do: 'input', program: 1, text: 'x' },
      { do: 'consumed', program: 1, bytes: 1 },
      { do: 'inspect', id: id(), program: 1 },
    ],
    ...(random.chance(0.2) ? [{ do: 'spawn', id: id(), command: 'node', args: ['a.mjs'], env: {} }] : []),
  ];
  return sendFrames(random, head, [], messages);
}

async function sendFrames(
  random: Random,
  head: string,
  first: readonly Buffer[],
  messages: readonly object[],
): Promise<number> {
  const connection = await open(random, head, first.length > 0 ? port : localPort);
  // Where a sandbox begins only now, what comes before it is not heard.
  await connection.hears(first.length > 0 ? ' 101 ' : /ready|refused-sandbox/).catch(() => undefined);
  const frames = Array.from({ length: 1 + random.below(FRAMES) }, () => anyFrame(random, messages));
  for (const each of [...first, ...frames]) connection.socket.write(each);
  await turn();
  await leave(random, connection);
  return frames.length;
}

/** Each as often as it stands here: of a hundred thousand a fifth are requests, a tenth upgrades, and the rest frames. */
const ATTACKS = [
  ...Array.from({ length: 8 }, () => sendRequests),
  ...Array.from({ length: 16 }, () => sendUpgrade),
  ...Array.from({ length: 30 }, () => sendToWorkshop),
  // A sandbox is a folder, a port and now and then a program: few of them are enough to say everything to.
  sendToEngine,
];

async function attack(count: number, random: Random): Promise<number> {
  let sent = 0;
  const attacker = async (own: Random) => {
    while (sent < count) {
      // Added after the wait: others have added theirs meanwhile.
      const more = await own.pick(ATTACKS)(own);
      sent += more;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => attacker(randomFrom(random.below(2 ** 31)))));
  return sent;
}

interface Figures {
  /** Megabytes of the process, as Linux counts them: what nothing in JavaScript holds would show here. */
  readonly resident: number;
  /** Megabytes that JavaScript holds, in its heap and outside of it. */
  readonly held: number;
  readonly files: number;
  readonly children: number;
}

/** Of the server, once nobody is connected and nothing is left that it does not hold. */
async function quietFigures(): Promise<Figures> {
  await expect.poll(openConnections, { timeout: 60_000, interval: 500 }).toBe(0);
  await expect.poll(async () => (await server.children()).length, { timeout: 60_000, interval: 500 }).toBe(1);
  const said = () => [...server.output().matchAll(/^quiet (.*)\n/gm)];
  const before = said().length;
  process.kill(server.pid, 'SIGUSR2');
  await expect.poll(() => said().length, { timeout: 60_000 }).toBe(before + 1);
  const bytes = JSON.parse(said().at(-1)?.[1] ?? '') as Pick<Figures, 'resident' | 'held'>;
  return {
    resident: bytes.resident / 2 ** 20,
    held: bytes.held / 2 ** 20,
    files: (await readdir(`/proc/${server.pid}/fd`)).length,
    children: (await server.children()).length,
  };
}

/** Sockets that somebody has to these ports, also those that were left half open. */
async function openConnections(): Promise<number> {
  const [LISTEN, TIME_WAIT] = ['0A', '06'];
  const local = [port, localPort].map((each) => `:${each.toString(16).toUpperCase().padStart(4, '0')}`);
  const rows = (await readFile('/proc/net/tcp', 'utf8')).trim().split('\n').slice(1);
  return rows.filter((row) => {
    const [, own = '', , state = ''] = row.trim().split(/\s+/);
    return local.some((each) => own.endsWith(each)) && state !== LISTEN && state !== TIME_WAIT;
  }).length;
}

test(`${COUNT} of them leave the server as it was (FUZZ_SEED=${seed})`, async () => {
  console.log(`FUZZ_SEED=${seed}`);
  await attack(WARM_UP, randomFrom(seed));
  const before = await quietFigures();
  console.log('before:', before);
  const start = performance.now();
  const sent = await attack(COUNT, randomFrom(seed + 1));
  const seconds = Math.round((performance.now() - start) / 1_000);
  const after = await quietFigures();
  console.log(`after ${sent} in ${seconds} s:`, after);

  expect(sent).toBeGreaterThanOrEqual(COUNT);
  expect({ files: after.files, children: after.children }).toEqual({ files: before.files, children: before.children });
  expect(after.held).toBeLessThan(before.held * 1.1);
  expect(after.resident).toBeLessThan(before.resident * 1.1);
  expect(server.output(), 'nothing failed').not.toMatch(/failed|Error/);
  expect((await fetch(`http://localhost:${port}/lessons/ipc/`)).status).toBe(200);
  await join('One more');
  // And it ends, though somebody is there.
  const visitor = openConnection(port, upgradeHead(WORKSHOP_SOCKET_PATH, port));
  await visitor.hears(' 101 ');
  process.kill(server.pid, 'SIGTERM');
  expect(await Promise.race([server.ended, delay(5_000, 'still there')])).toBe(0);
});
