/** Asks a server's second port for anything, with any headers: as our page does, and as nobody should get by with. */
import { request, type ClientRequest } from 'node:http';
import { PAGE_HEADER } from '../../src/core/local-port/local-port.ts';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';

/** Undefined takes a header away that our page has. */
export type Headers = Readonly<Record<string, string | undefined>>;

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What came first of the body. */
  readonly text: string;
  /** The page goes away. */
  leave(): void;
}

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

export interface Asker {
  session(headers?: Headers): Promise<Asked>;
  /** The token of a page that waits for its socket. */
  token(headers?: Headers): Promise<{ readonly token: string; leave(): void }>;
  socket(token: string | undefined, headers?: Headers): Promise<Asked>;
  ask(method: string, path: string, headers?: Headers, body?: string): Promise<Asked>;
}

/** @param origin of the page. @param url of the port, whose name the page says as Host */
export function asker(origin: string, url: string): Asker {
  const { host, port } = new URL(url);
  const send = (method: string, path: string, usual: Headers, changed: Headers, body = ''): Promise<Asked> => {
    const all = Object.entries({ host, origin, ...usual, ...changed });
    const headers = Object.fromEntries(all.filter((each): each is [string, string] => each[1] !== undefined));
    return answerOf(request({ host: '127.0.0.1', port, method, path, headers, agent: false }), body);
  };
  const ours = { [PAGE_HEADER]: '1', 'sec-fetch-site': 'same-site' };
  const ask: Asker['ask'] = (method, path, headers = {}, body = '') => send(method, path, ours, headers, body);
  const session: Asker['session'] = (headers) => ask('POST', SESSION_PATH, headers);
  return {
    ask,
    session,
    async token(headers) {
      const { text, leave } = await session(headers);
      return { token: (JSON.parse(text) as { readonly token: string }).token, leave };
    },
    socket: (token, headers = {}) => send('GET', SOCKET_PATH, { ...UPGRADE, 'sec-websocket-protocol': token }, headers),
  };
}

function answerOf(asking: ClientRequest, body: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const leave = () => asking.destroy();
    asking.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      response.once('data', (part: Buffer) => resolve({ status, headers, text: part.toString(), leave }));
      response.once('end', () => resolve({ status, headers, text: '', leave }));
      response.on('error', () => undefined);
    });
    asking.on('upgrade', ({ statusCode: status = 0, headers }, opened) => {
      opened.destroy();
      resolve({ status, headers, text: '', leave });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
