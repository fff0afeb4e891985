/** Serves the shelf to the site: `import { packages } from 'virtual:shelf'` lists it, with the addresses of its archives. */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { filesOf } from '../archive.ts';
import { noticesOf } from './notices.ts';
import { pack, SHELF_NAMES, type PackedPackage } from './archive.ts';

const ID = 'virtual:shelf';
const RESOLVED = `\0${ID}`;
/** For pages that are written at the build: facts without addresses. */
const FACTS_ID = 'virtual:shelf/facts';
const RESOLVED_FACTS = `\0${FACTS_ID}`;
const DEV_PATH = '/@shelf';
/** A site that serves their code serves their licences. */
const LICENCES = 'licences/packages.txt';

export function shelfPlugin(): Plugin {
  const packed = new Map<string, Promise<PackedPackage>>();
  const packedOnce = (name: string) => {
    const made = packed.get(name) ?? pack(name);
    packed.set(name, made);
    return made;
  };
  const all = () => Promise.all(SHELF_NAMES.map(packedOnce));
  let isDev = false;
  return {
    name: 'cluster-lab:shelf',
    configResolved(config) {
      isDev = config.command === 'serve';
    },
    resolveId: (id) => (id === ID ? RESOLVED : id === FACTS_ID ? RESOLVED_FACTS : undefined),
    async load(id) {
      if (id === RESOLVED_FACTS) return `export const facts = ${JSON.stringify((await all()).map(factsOf))};`;
      if (id !== RESOLVED) return undefined;
      const packages = await all();
      if (!isDev) this.emitFile({ type: 'asset', fileName: LICENCES, source: noticesIn(packages) });
      const addressOf = ({ name, archive }: PackedPackage) => {
        if (isDev) return JSON.stringify(`${DEV_PATH}/${name}`);
        const asset = { type: 'asset', name: `${fileNameOf(name)}.json`, source: JSON.stringify(archive) } as const;
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile(asset)}`;
      };
      const list = packages.map((each) => {
        const { name, version, peers } = each;
        return `{ ...${JSON.stringify({ name, version, peers })}, url: ${addressOf(each)} }`;
      });
      return `export const packages = [${list.join(', ')}];`;
    },
    configureServer(server) {
      server.middlewares.use(`/${LICENCES}`, (_request, response) => {
        void all().then((packages) => response.end(noticesIn(packages)));
      });
      server.middlewares.use(DEV_PATH, (request, response) => {
        const name = (request.url ?? '').slice(1);
        if (!SHELF_NAMES.includes(name)) return void response.writeHead(404).end();
        packedOnce(name).then(
          ({ archive }) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(archive)),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    },
  };
}

function noticesIn(packages: readonly PackedPackage[]): string {
  return noticesOf(packages.flatMap(({ folders }) => folders));
}

/** The service worker and the exports know archives by it (scripts/site-assets.ts). */
function fileNameOf(name: string): string {
  return `shelf-${name.replace('@', '').replaceAll(/[/.]/g, '-')}`;
}

export interface ShelfFacts {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** How many packages are in its archive, itself among them. */
  readonly packages: number;
  /** Of the archive: as it travels, and as a program has it. */
  readonly fetchedBytes: number;
  readonly unpackedBytes: number;
}

function factsOf({ name, version, licence, folders, archive }: PackedPackage): ShelfFacts {
  const unpackedBytes = Object.values(filesOf(archive)).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const fetchedBytes = gzipSync(JSON.stringify(archive)).length;
  return { name, version, licence, packages: folders.length, fetchedBytes, unpackedBytes };
}
