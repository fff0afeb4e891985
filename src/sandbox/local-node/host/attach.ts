/** The local engine's host, behind the server's second port: the same for `npm start`, `npm run dev` and the tests. */
import { availableParallelism } from 'node:os';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { LARGEST_MESSAGE_BYTES, OUTPUT_HEADER_BYTES, type LocalHostMessage } from '../protocol.ts';
import { clientMessageSchema } from '../protocol.schema.ts';
import { asSandboxError, HostedSandbox } from './hosted-sandbox.ts';
import { limitsOf, MOST_SANDBOXES, type Limits } from '@cluster-lab/sandbox/limits';
import { offeredNeeds } from './needs.ts';
import { startReaper, type Reaper } from './reaper.ts';
import { Sessions } from './sessions.ts';
import type { Need } from '../../../core/lesson/needs.ts';

export interface HostOptions {
  /** What an authored step, `<lesson>/<step>`, is granted beyond the guard; nothing for one it does not know. */
  readonly grantsOf?: (step: string) => readonly string[];
  readonly limits?: Partial<Limits>;
  /** What this computer gives to steps that need it; another one's in tests. */
  readonly offered?: readonly Need[];
}

export interface SandboxHost {
  /** Answers `POST /__sandbox/session`. @param origin of the page, which the gate has let in, as for an upgrade */
  openSession(origin: string, response: ServerResponse): void;
  /** Takes an upgrade of `SOCKET_PATH`, which is a sandbox, or says why not. */
  upgrade(
    origin: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): { status: number; sentence: string } | undefined;
  /** Ends every sandbox. */
  dispose(): Promise<void>;
}

const NO_TOKEN = { status: 403, sentence: 'The token opens nothing, or nothing any more. Reload the page.' };

export function createSandboxHost(options: HostOptions = {}): SandboxHost {
  const sessions = new Sessions();
  const reaper = startReaper();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });
  const closing = new Set<Promise<void>>();

  return {
    openSession: (origin, response) => sessions.open(origin, response),
    upgrade(origin, request, socket, head) {
      if (!sessions.claim(request.headers['sec-websocket-protocol'] ?? '', origin)) return NO_TOKEN;
      // Its path was read by who routes upgrades; its query alone cannot fail.
      const step = new URLSearchParams(request.url?.split('?')[1]).get('step') ?? '';
      const grants = options.grantsOf?.(step) ?? [];
      const hostPort = request.socket.localPort ?? 0;
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        // An error is followed by the close, which is what counts.
        webSocket.on('error', () => undefined);
        const limits = { ...limitsOf(availableParallelism()), ...options.limits };
        const offered = options.offered ?? offeredNeeds();
        const isFull = sockets.clients.size > MOST_SANDBOXES;
        const done = isFull
          ? refuseSandbox(webSocket)
          : serve(webSocket, { grants, limits, reaper, offered, hostPort });
        closing.add(done);
        void done
          .catch((error: unknown) => console.error('A sandbox failed:', error))
          .finally(() => closing.delete(done));
      });
      return undefined;
    },
    async dispose() {
      sessions.close();
      for (const webSocket of sockets.clients) webSocket.terminate();
      await Promise.allSettled(closing);
      await reaper.close();
    },
  };
}

async function refuseSandbox(webSocket: WebSocket): Promise<void> {
  const message = `${MOST_SANDBOXES} sandboxes are open on this computer already.`;
  sendTo(webSocket)({ type: 'refused-sandbox', message, hint: 'Close other tabs of this course and press Run again.' });
  webSocket.close();
}

interface Service {
  readonly grants: readonly string[];
  readonly limits: Limits;
  readonly reaper: Reaper;
  readonly offered: readonly Need[];
  readonly hostPort: number;
}

/** Settles when the socket is closed and nothing of its sandbox is left. */
async function serve(webSocket: WebSocket, service: Service): Promise<void> {
  const closed = new Promise<void>((resolve) => webSocket.once('close', () => resolve()));
  const send = sendTo(webSocket);
  let sandbox: HostedSandbox;
  try {
    sandbox = await HostedSandbox.create({ ...service, send, sendOutput: sendOutputTo(webSocket) });
  } catch (error) {
    // A full disk, say: one page is told, the others go on.
    const { message, hint } = asSandboxError(error);
    send({ type: 'refused-sandbox', message, hint });
    webSocket.close();
    return;
  }
  webSocket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse((data as Buffer).toString());
    // Our own page sends nothing else; whoever does is not answered.
    if (message === undefined) webSocket.close(1008, 'Not a message of this protocol');
    else void sandbox.handle(message);
  });
  send(sandbox.ready);
  await closed;
  await sandbox.dispose();
}

function parse(text: string) {
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function sendTo(webSocket: WebSocket): (message: LocalHostMessage) => void {
  return (message) => {
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(JSON.stringify(message));
  };
}

function sendOutputTo(webSocket: WebSocket): (program: number, bytes: Buffer) => void {
  return (program, bytes) => {
    if (webSocket.readyState !== webSocket.OPEN) return;
    const header = Buffer.alloc(OUTPUT_HEADER_BYTES);
    header.writeUInt32BE(program);
    webSocket.send(Buffer.concat([header, bytes]));
  };
}
