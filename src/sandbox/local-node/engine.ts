/** The engine that runs programs in real Node processes on the learner's own computer, over a loopback WebSocket. */
import { SandboxError, type Sandbox, type SandboxEngine } from '@cluster-lab/sandbox';
import { PAGE_HEADER } from '../../core/local-port/local-port.ts';
import { RemoteSandbox } from '@cluster-lab/sandbox/remote/remote-sandbox';
import { SESSION_PATH, SOCKET_PATH, type LocalHostMessage, type ReadyMessage, type SessionAnswer } from './protocol.ts';
import { socketConnection } from './socket-connection.ts';

/** `http://localhost:4322`, the server's second port, or one sentence why Node on this computer runs nothing for the page. */
export type Connection =
  | { readonly url: string }
  | {
      readonly reason: string;
      /** As on most pages: they come from another computer. */
      readonly isExpected?: boolean;
    };

export interface LocalNodeOptions {
  readonly connection: () => Promise<Connection>;
  /** Tests in Node set an Origin, which browsers do by themselves. */
  readonly send?: typeof fetch;
  readonly openSocket?: (url: string, protocol: string) => WebSocket;
}

/** Nobody at the port says so at once; a computer with much to do answers after seconds. */
const BOOT_LIMIT_MS = 30_000;

export function createLocalNodeEngine({
  connection,
  send = fetch,
  openSocket = open,
}: LocalNodeOptions): SandboxEngine {
  return {
    name: 'local-node',
    label: 'Node on this computer',
    async support() {
      const found = await connection();
      return 'reason' in found ? { ok: false, ...found } : { ok: true };
    },
    async boot({ program: step }, signal) {
      const found = await connection();
      signal.throwIfAborted();
      if ('reason' in found) throw bootFailed(found.reason);
      const session = await openSession(found.url, send, signal);
      const query = step === undefined ? '' : `?step=${encodeURIComponent(step)}`;
      const address = `${found.url.replace(/^http/, 'ws')}${SOCKET_PATH}${query}`;
      try {
        return await firstMessage(openSocket(address, session.token), signal);
      } finally {
        session.end();
      }
    },
  };
}

interface Session {
  readonly token: string;
  /** Lets go of the answer: a token that has opened no socket by then opens none. */
  end(): void;
}

async function openSession(url: string, send: typeof fetch, signal: AbortSignal): Promise<Session> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(BOOT_LIMIT_MS)]);
  try {
    const answer = await send(`${url}${SESSION_PATH}`, {
      method: 'POST',
      headers: { [PAGE_HEADER]: '1' },
      signal: limited,
    });
    const reader = (answer.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
    let line = '';
    while (!line.endsWith('\n')) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`The host gave no session: ${line}`);
      line += value;
    }
    const { token } = JSON.parse(line) as SessionAnswer;
    return { token, end: () => void reader.cancel().catch(() => undefined) };
  } catch {
    signal.throwIfAborted();
    throw bootFailed(`Nothing at ${url} lets this page in.`);
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
