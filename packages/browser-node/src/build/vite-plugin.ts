/** Serves the process script to the site: `import { script } from 'virtual:browser-node'` gives its address, or why there is none. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { bundleProcess, type ProcessBundle } from './bundle.ts';
import { folderOf } from './installed.ts';
import { findPinnedNode, PINNED_VERSION, type PinnedNode } from './pinned-node.ts';

const ID = 'virtual:browser-node';
const RESOLVED = `\0${ID}`;
const DEV_PATH = '/@browser-node';
/** A site that serves their code serves their licences. */
const LICENCE = 'licences/node.txt';
const LIBRARIES = ['@noble/hashes', 'pako'] as const;

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
      const { kernel, core, chunks } = await bundleProcess(node);
      const addressOf = (name: string, source: string) =>
        isDev
          ? JSON.stringify(`${DEV_PATH}/${name}.js`)
          : `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: `node-${name}.js`, source })}`;
      const chunkList = chunks.map(
        ({ name, modules, files, text, lines }) =>
          `{ url: ${addressOf(name, text)}, lines: ${addressOf(`${name}-lines`, lines)}, ...${JSON.stringify({ modules, files })} }`,
      );
      return `export const script = {
        kernel: ${addressOf('kernel', kernel)},
        process: ${addressOf('process', core.text)},
        lines: ${addressOf('process-lines', core.lines)},
        chunks: [${chunkList.join(', ')}],
        nodeVersion: ${JSON.stringify(`v${PINNED_VERSION}`)},
      };`;
    },
    configureServer(server) {
      server.middlewares.use(`/${LICENCE}`, (_request, response) => void response.end(licenceOf(node)));
      server.middlewares.use(DEV_PATH, (request, response) => {
        if (!node.ok) return void response.writeHead(404).end(node.reason);
        bundleProcess(node).then(
          (bundle) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(textOf(bundle, request.url)),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    },
  };
}

function textOf({ kernel, core, chunks }: ProcessBundle, address = ''): string {
  const [, name, isLines] = /^\/(.+?)(-lines)?\.js/.exec(address) ?? [];
  if (name === 'kernel') return kernel;
  const script = chunks.find((chunk) => chunk.name === name) ?? core;
  return isLines === undefined ? script.text : script.lines;
}

function licenceOf(node: PinnedNode): string {
  if (!node.ok) return node.reason;
  const ofLibraries = LIBRARIES.map((name) => `\n\n${name}\n\n${readFileSync(`${folderOf(name)}/LICENSE`, 'utf8')}`);
  return readFileSync(node.licence, 'utf8') + ofLibraries.join('');
}
