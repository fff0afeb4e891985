/** Run by a test on one of its computers: asks a server for the local engine's token and socket, and for the workshop's. */
import { request } from 'node:http';
import { SESSION_PATH, SOCKET_PATH } from '../../src/sandbox/local-node/protocol.ts';
import { WORKSHOP_SOCKET_PATH } from '../../src/core/workshop/protocol.ts';

const [, , to = '', host = '', token = ''] = process.argv;
const { hostname, port } = new URL(to);
const origin = `http://${host}`;
const socket = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: hostname, port, path, headers: { host, origin, ...headers } });
    asking.on('response', (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asking.on('upgrade', (response, opened) => {
      opened.destroy();
      resolve({ status: response.statusCode ?? 0, text: '' });
    });
    asking.on('error', reject);
    asking.end();
  });
}

const answers = {
  page: await ask('/', {}),
  session: await ask(SESSION_PATH, { 'sec-fetch-site': 'same-origin' }),
  engine: await ask(SOCKET_PATH, { ...socket, 'sec-websocket-protocol': token }),
  workshop: await ask(WORKSHOP_SOCKET_PATH, socket),
};
const { session } = answers;
console.log(
  JSON.stringify({
    ...Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status])),
    token: session.status === 200 ? session.text : '',
  }),
);
