/** The engine that runs programs in real Node processes on the learner's own computer, over a loopback WebSocket. */
import { SandboxError, type Sandbox, type SandboxEngine } from '../sandbox.ts';
import { RemoteSandbox } from '../remote/remote-sandbox.ts';
import { SESSION_PATH, SOCKET_PATH, type LocalHostMessage, type ReadyMessage, type SessionAnswer } from './protocol.ts';
import { socketConnection } from './socket-connection.ts';

/** Where the host listens and the word that opens it, or one sentence why there is none. */
export type Connection =
  | { readonly url: string; readonly token: string }
  | {
      readonly reason: string;
      /** The page came from another computer, which is how most learners have it. */
      readonly isExpected?: boolean;
    };

export interface LocalNodeOptions {
  readonly connection: () => Promise<Connection>;
  /** Tests in Node set an Origin, which browsers do by themselves. */
  readonly openSocket?: (url: string, protocol: string) => WebSocket;
}

/** A host on the same computer answers at once; one that does not is not coming. */
const BOOT_LIMIT_MS = 5_000;

export function createLocalNodeEngine({ connection, openSocket = open }: LocalNodeOptions): SandboxEngine {
  return {
    name: 'local-node',
    label: 'Node on this computer',
    async support() {
      const found = await connection();
      return 'reason' in found ? { ok: false, ...found } : { ok: true };
    },
    async boot({ step }, signal) {
      const found = await connection();
      signal.throwIfAborted();
      if ('reason' in found) throw bootFailed(found.reason);
      const query = step === undefined ? '' : `?step=${encodeURIComponent(step)}`;
      return firstMessage(openSocket(`${found.url}${query}`, found.token), signal);
    },
  };
}

/** Asks the server that gave this page, which is the learner's `isOwn` where its address leads to no other computer. It answers pages of its own on the same computer only. */
export async function askServer(page: { readonly origin: string; readonly isOwn: boolean }): Promise<Connection> {
  const reason = 'This page was not given by "npm start" on this computer, so Node here is out of its reach.';
  try {
    const response = await fetch(SESSION_PATH, { headers: { accept: 'application/json' } });
    if (!response.ok || !response.headers.get('content-type')?.includes('json')) {
      // What nobody reads would hold its connection.
      void response.body?.cancel();
      return { reason, isExpected: !page.isOwn };
    }
    const { token } = (await response.json()) as SessionAnswer;
    return { url: `${page.origin.replace(/^http/, 'ws')}${SOCKET_PATH}`, token };
  } catch {
    return { reason: 'The course\'s server does not answer. Is "npm start" still running?' };
  }
}

function open(url: string, protocol: string): WebSocket {
  return new WebSocket(url, protocol);
}

/** The sandbox behind a socket, once its host says that it is ready. */
function firstMessage(socket: WebSocket, signal: AbortSignal): Promise<Sandbox> {
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const fail = (error: Error) => {
      settled.abort();
      socket.close();
      reject(error);
    };
    const once = { signal: settled.signal };
    const timer = setTimeout(() => fail(bootFailed('The host did not answer in time.')), BOOT_LIMIT_MS);
    settled.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', () => fail(signal.reason as Error), once);
    socket.addEventListener('close', () => fail(bootFailed('The host refused the connection.')), once);
    socket.addEventListener(
      'message',
      ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as Extract<LocalHostMessage, ReadyMessage | { type: 'refused-sandbox' }>;
        if (message.type === 'refused-sandbox') {
          fail(new SandboxError('boot-failed', message.message, message.hint));
          return;
        }
        settled.abort();
        resolve(new RemoteSandbox(socketConnection(socket), message));
      },
      once,
    );
  });
}

function bootFailed(reason: string): SandboxError {
  return new SandboxError(
    'boot-failed',
    `Node on this computer did not start. ${reason}`,
    'Reload the page. If that does not help, end "npm start" with Ctrl+C, start it again and open the address it prints.',
  );
}
