/** A workshop's server as a real process, and raw sockets that say anything to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { PAGE_HEADER } from '../../src/core/local-port/local-port.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH, type Created } from '../../src/core/workshop/protocol.ts';

const PROGRAM = fileURLToPath(new URL('workshop-server.ts', import.meta.url));

export interface WorkshopProcess {
  readonly folder: string;
  readonly pid: number;
  /** `ws://…` */
  readonly url: string;
  create(title?: string): Promise<Created>;
  kill(): Promise<void>;
  /** The same folder and port again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startWorkshops(helloWithinMs?: number): Promise<WorkshopProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'workshops-'));
  let port = 0;
  let localPort = 0;
  const start = async () => {
    const more = helloWithinMs === undefined ? [] : [String(helloWithinMs)];
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', PROGRAM, folder, String(port), ...more],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
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
      const response = await fetch(`http://127.0.0.1:${localPort}${WORKSHOPS_PATH}`, {
        method: 'POST',
        headers: { origin: `http://127.0.0.1:${port}`, [PAGE_HEADER]: '1' },
        body: JSON.stringify({ title }),
      });
      return (await response.json()) as Created;
    },
    kill,
    async restart() {
      child = await start();
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface RawSocket {
  readonly socket: WebSocket;
  say(message: unknown): void;
  /** The next one of a type, also when it came already; each is given once. */
  next(type: string): Promise<Message>;
  readonly heard: readonly Message[];
  readonly closed: Promise<void>;
}

/** Says `first` when it is open. @param origin as a browser says it; a program says none */
export async function openRaw(url: string, first?: unknown, origin?: string): Promise<RawSocket> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  const heard: Message[] = [];
  const taken = new Set<Message>();
  let wake: () => void = () => undefined;
  socket.on('message', (data) => {
    heard.push(JSON.parse((data as Buffer).toString()) as Message);
    wake();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'open');
  const say = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  if (first !== undefined) say(first);
  return {
    ...{ socket, say, heard, closed },
    async next(type) {
      for (;;) {
        const found = heard.find((message) => message.type === type && !taken.has(message));
        if (found !== undefined) {
          taken.add(found);
          return found;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
