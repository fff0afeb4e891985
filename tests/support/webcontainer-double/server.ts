/** A second loopback origin that stands for StackBlitz's: it serves `/headless` and what that page needs. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { openLocalPort } from '../../../src/server/local-port.ts';
import type { Fault } from './faults.ts';

const COMLINK = fileURLToPath(new URL('../../../node_modules/@webcontainer/api/dist/vendor/index.js', import.meta.url));
const HEADERS = {
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

export interface WebContainerDouble {
  /** For the client's `WEBCONTAINER_API_IFRAME_URL`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** @param fault the one thing that goes wrong; without it nothing does */
export async function startWebContainerDouble(fault?: Fault): Promise<WebContainerDouble> {
  const script = await bundle();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = (type: string, body: string | undefined) => {
      response.writeHead(body === undefined ? 404 : 200, { ...HEADERS, 'content-type': type }).end(body ?? '');
    };
    if (pathname === '/headless') answer('text/html', page);
    else if (pathname === '/headless.js') answer('text/javascript', script);
    else answer('text/plain', undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const localPort = await openLocalPort({ sitePort: port, programs: {} });
  const settings = await settingsFor(fault, `http://localhost:${localPort.port}`);
  const page = `<!doctype html><script type="application/json" id="settings">${settings}</script><script type="module" src="/headless.js"></script>`;
  return {
    origin: `http://localhost:${port}`,
    async close() {
      await localPort.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function settingsFor(fault: Fault | undefined, url: string): Promise<string> {
  const isBreaker = fault === 'no-handle-passing' || fault === 'no-signals';
  const breakers = isBreaker
    ? { [`${fault}.mjs`]: await readFile(new URL(`${fault}.mjs`, import.meta.url), 'utf8') }
    : {};
  return JSON.stringify({ fault, breakers, url }).replaceAll('<', '\\u003c');
}

async function bundle(): Promise<string> {
  const built = await rolldown({
    input: fileURLToPath(new URL('headless.ts', import.meta.url)),
    platform: 'browser',
    resolve: { alias: { 'webcontainer-comlink': COMLINK } },
  });
  const { output } = await built.generate({ format: 'esm' });
  await built.close();
  return output[0].code;
}
