/** Run by a test on one of its computers: asks a server's two ports for what is and is not for it, with the headers of its own pages. */
import { request } from 'node:http';
import { LOCAL_PORT_PATH, PAGE_HEADER, usualLocalPort } from '../../src/core/local-port/local-port.ts';
import { WORKSHOP_SOCKET_PATH, WORKSHOPS_PATH } from '../../src/features/workshop/model/protocol.ts';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';

/** What a server is reached at, and the name that the browser was given. */
const [, , address = '', name = '', port = ''] = process.argv;
const sitePort = Number(port);
const localPort = usualLocalPort(sitePort);
const origin = `http://${name}:${sitePort}`;
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

interface Answer {
  readonly status: number | string;
  readonly text: string;
}

function ask(at: number, method: string, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve) => {
    const asking = request({
      ...{ host: address, port: at, method, path, agent: false },
      headers: { host: `${name}:${at}`, origin, 'sec-fetch-site': 'same-site', [PAGE_HEADER]: '1', ...headers },
    });
    asking.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      response.once('data', (part: Buffer) => resolve({ status, text: part.toString() }));
      response.once('end', () => resolve({ status, text: '' }));
    });
    asking.on('upgrade', ({ statusCode: status = 0 }, opened) => {
      opened.destroy();
      resolve({ status, text: '' });
    });
    asking.on('error', ({ code = '' }: NodeJS.ErrnoException) => resolve({ status: code, text: '' }));
    asking.end(method === 'POST' ? '{"title":"Knocked"}' : undefined);
  });
}

const session = await ask(localPort, 'POST', SESSION_PATH, {});
const { token = 'none' } = (session.status === 200 ? JSON.parse(session.text) : {}) as { readonly token?: string };
const asked = {
  page: await ask(sitePort, 'GET', '/', {}),
  localPort: await ask(sitePort, 'GET', LOCAL_PORT_PATH, {}),
  session,
  engine: await ask(localPort, 'GET', SOCKET_PATH, { ...UPGRADE, 'sec-websocket-protocol': token }),
  making: await ask(localPort, 'POST', WORKSHOPS_PATH, {}),
  workshop: await ask(sitePort, 'GET', WORKSHOP_SOCKET_PATH, UPGRADE),
};
console.log(JSON.stringify(Object.fromEntries(Object.entries(asked).map(([what, { status }]) => [what, status]))));
process.exit();
