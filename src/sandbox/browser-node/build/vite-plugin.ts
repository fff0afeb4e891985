/** Serves the process script to the site: `import { script } from 'virtual:browser-node'` gives its address, or why there is none. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundleProcess } from './bundle.ts';
import { findPinnedNode, PINNED_VERSION, type PinnedNode } from './pinned-node.ts';

const ID = 'virtual:browser-node';
const RESOLVED = `\0${ID}`;
const DEV_PATH = '/@browser-node/process.js';
/** Linked from the page of diagnoses. */
const LICENCE = 'licences/node.txt';

export function browserNodePlugin(): Plugin {
  const node = findPinnedNode();
  let isDev = false;
  return {
    name: 'cluster-lab:browser-node',
    configResolved(config) {
      isDev = config.command === 'serve';
    },
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      if (!isDev) this.emitFile({ type: 'asset', fileName: LICENCE, source: licenceOf(node) });
      if (!node.ok) {
        this.warn(node.reason);
        return `export const script = ${JSON.stringify({ missing: node.reason })};`;
      }
      const nodeVersion = JSON.stringify(`v${PINNED_VERSION}`);
      if (isDev) return `export const script = { url: ${JSON.stringify(DEV_PATH)}, nodeVersion: ${nodeVersion} };`;
      const asset = this.emitFile({ type: 'asset', name: 'node-process.js', source: await bundleProcess(node) });
      return `export const script = { url: import.meta.ROLLUP_FILE_URL_${asset}, nodeVersion: ${nodeVersion} };`;
    },
    configureServer(server) {
      server.middlewares.use(`/${LICENCE}`, (_request, response) => void response.end(licenceOf(node)));
      server.middlewares.use(DEV_PATH, (_request, response) => {
        if (!node.ok) return void response.writeHead(404).end(node.reason);
        bundleProcess(node).then(
          (text) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(text),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    },
  };
}

function licenceOf(node: PinnedNode): string {
  return node.ok ? readFileSync(node.licence, 'utf8') : node.reason;
}
