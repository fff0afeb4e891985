/** Serves one bundled script on an empty page of its own loopback origin, for what must run in a real browser. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import { guestPlugin } from '../../scripts/guest-bundle.ts';
import { browserNodePlugin } from '@cluster-lab/browser-node/build';

const EXPECT = fileURLToPath(new URL('browser-expect.ts', import.meta.url));
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export interface TestPage {
  readonly url: string;
  close(): Promise<void>;
}

/** @param entry path of the script; its `vitest` is `expect` alone */
export function serveIsolatedPage(entry: string): Promise<TestPage> {
  return servePage(entry, ISOLATED);
}

type Headers = Readonly<Record<string, string>>;

/** @param headers of the page and of all its scripts, or of each by its name, which the page has none of, and its host */
export async function servePage(
  entry: string,
  headers: Headers | ((name: string, host: string | undefined) => Headers),
): Promise<TestPage> {
  const headersOf = typeof headers === 'function' ? headers : () => headers;
  const chunks = await bundle(entry);
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const script = chunks.get(name);
    const type = name === '' ? 'text/html' : 'text/javascript';
    const body =
      name === '' ? '<!doctype html><title>Test</title><script type="module" src="/entry.js"></script>' : script;
    response
      .writeHead(body === undefined ? 404 : 200, { ...headersOf(name, request.headers.host), 'content-type': type })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bundle(entry: string): Promise<ReadonlyMap<string, string>> {
  const built = await rolldown({
    input: { entry },
    platform: 'browser',
    resolve: { alias: { vitest: EXPECT } },
    plugins: [guestPlugin() as Plugin, browserNodePlugin() as Plugin],
  });
  const { output } = await built.generate({
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    assetFileNames: '[name]-[hash][extname]',
  });
  await built.close();
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
