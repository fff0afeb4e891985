/** A workshop's server as a real process, and raw sockets that say anything to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { PAGE_HEADER } from '../../src/core/local-port/local-port.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH, type Created } from '../../src/features/workshop/model/protocol.ts';

const CLOCK = new URL('clock-back.ts', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('workshop-server.ts', import.meta.url));

export interface WorkshopProcess {
  readonly folder: string;
  readonly pid: number;
  /** `ws://…` */
  readonly url: string;
  create(title?: string): Promise<Created>;
  /** The same, and whatever is answered. */
  post(title: string): Promise<Response>;
  kill(): Promise<void>;
  /** The same folder and port again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkshopProcessOptions {
  readonly helloWithinMs?: number;
  /** One of the test's own, which it removes itself. */
  readonly folder?: string;
  /** The size that no file of the server may exceed, in blocks of 512 bytes: a full disk, where none can be mounted. */
  readonly mostBlocks?: number;
}

export async function startWorkshops(options: WorkshopProcessOptions = {}): Promise<WorkshopProcess> {
  const { helloWithinMs = '', mostBlocks } = options;
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'workshops-')));
  let port = 0;
  let localPort = 0;
  const start = async () => {
    const args = ['--disable-warning=ExperimentalWarning', '--import', CLOCK, PROGRAM, folder, String(port)];
    const command = [process.execPath, ...args, String(helloWithinMs)];
    const limited =
      mostBlocks === undefined ? command : ['sh', '-c', `ulimit -f ${mostBlocks}; exec "$@"`, '-', ...command];
    const [program = '', ...rest] = limited;
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    [port, localPort] = JSON.parse(line.toString()) as [number, number];
    return child;
  };
  let child = await start();
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    folder,
    get pid() {
      return child.pid ?? 0;
    },
    url: `ws://127.0.0.1:${port}${WORKSHOP_SOCKET_PATH}`,
    async create(title = 'Class') {
      return (await (await post(port, localPort, title)).json()) as Created;
    },
    post: (title) => post(port, localPort, title),
    kill,
    async restart() {
      child = await start();
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) await kill();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As a page on the server's own computer asks its second port. */
function post(port: number, localPort: number, title: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${localPort}${WORKSHOPS_PATH}`, {
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${port}`, [PAGE_HEADER]: '1' },
    body: JSON.stringify({ title }),
  });
}

export interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface RawSocket {
  readonly socket: WebSocket;
  say(message: unknown): void;
  /** The next one of these types, also when it came already; each is given once. */
  next(...types: readonly string[]): Promise<Message>;
  readonly heard: readonly Message[];
  readonly closed: Promise<void>;
}

/** Says `first` when it is open. @param origin as a browser says it; a program says none */
export async function openRaw(url: string, first?: unknown, origin?: string): Promise<RawSocket> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  const heard: Message[] = [];
  const taken = new Set<Message>();
  let waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    heard.push(JSON.parse((data as Buffer).toString()) as Message);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'open');
  const say = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  if (first !== undefined) say(first);
  return {
    ...{ socket, say, heard, closed },
    async next(...types) {
      for (;;) {
        const found = heard.find((message) => types.includes(message.type) && !taken.has(message));
        if (found !== undefined) {
          taken.add(found);
          return found;
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}
