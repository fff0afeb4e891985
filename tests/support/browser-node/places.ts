/** The places in which In-browser Node must run: pages that nobody isolated, with the site's own policy in force. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PLAIN_HTTP_NAME } from '../../../scripts/ensure-browser.ts';
import { headerRules, headersFor, withOwnHost, type Headers } from '../../../src/server/headers.ts';
import { servePage } from '../isolated-page.ts';

const ENTRY = fileURLToPath(new URL('contract-page.ts', import.meta.url));
const EMBED = '/embed/lesson/step/';
const POLICY = 'content-security-policy';

export interface Place {
  readonly name: PlaceName;
  readonly url: string;
  /** It is in a frame of that page. */
  readonly isFramed: boolean;
}

export interface Places {
  readonly all: readonly Place[];
  close(): Promise<void>;
}

export const PLACES = [
  'a page',
  'a page over plain http',
  'a frame of another origin',
  'a frame that may run scripts and nothing else',
] as const;
export type PlaceName = (typeof PLACES)[number];

const usual = { isIsolated: false, hasSharedMemory: false, mayEval: false, isSecure: true };
/** What a place must be, so that it is what its name says; the page's `stateOfPlace()` tells what it is. */
export const STATES = {
  'a page over plain http': { ...usual, isSecure: false, isFramed: false, isOpaque: false },
  'a page': { ...usual, isFramed: false, isOpaque: false },
  'a frame of another origin': { ...usual, isFramed: true, isOpaque: false },
  'a frame that may run scripts and nothing else': { ...usual, isFramed: true, isOpaque: true },
} as const;

/** As the server sends them with an embed, and with a script. @param name of the script; none for the page. @param host asked */
export function embedHeaders(name: string, host: string | undefined): Headers {
  const rules = headerRules({ scriptHashes: [], engines: [] });
  return name === '' ? withOwnHost(headersFor(EMBED, rules), EMBED, host) : headersFor('/_astro/asset.js', rules);
}

export async function servePlaces(): Promise<Places> {
  // A host that sends no headers of isolation; the policy stays.
  const plain = await servePage(ENTRY, (name, host) => {
    const headers = embedHeaders(name, host);
    return name === '' ? { [POLICY]: headers[POLICY] ?? '' } : headers;
  });
  const embedded = await servePage(ENTRY, embedHeaders);
  const [page, plainHttp, framed, opaque] = PLACES;
  const parent = await serveParent({
    '/framed': `<iframe src="${embedded.url}"></iframe>`,
    '/opaque': `<iframe src="${embedded.url}" sandbox="allow-scripts"></iframe>`,
  });
  return {
    all: [
      { name: page, url: plain.url, isFramed: false },
      { name: plainHttp, url: plain.url.replace('localhost', PLAIN_HTTP_NAME), isFramed: false },
      { name: framed, url: `${parent.origin}/framed`, isFramed: true },
      { name: opaque, url: `${parent.origin}/opaque`, isFramed: true },
    ],
    async close() {
      await Promise.all([plain.close(), embedded.close(), parent.close()]);
    },
  };
}

/** Somebody's page on another loopback origin, without any header. */
async function serveParent(pages: Readonly<Record<string, string>>) {
  const server = createServer((request, response) => {
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>A page of others</title>${body ?? ''}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
