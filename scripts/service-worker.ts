/** Makes `/sw.js` of a built site: the course's service worker with the list of what it keeps. */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rolldown } from 'rolldown';
import { NOT_KEPT } from '../src/features/offline/model/names.ts';
import { readEngineOrder } from '../src/server/engine-order.ts';
import { headerRules, headersFor } from '../src/server/headers.ts';
import { ASSETS, assetsOf } from './site-assets.ts';

const SCRIPT = fileURLToPath(new URL('../src/features/offline/worker/service-worker.ts', import.meta.url));
/** Larger than all of In-browser Node besides, for programs in TypeScript alone; the browser's own cache has it once it was fetched. */
const FOR_FEW = /^node-typescript\b/;
/** What pages ask for by an address that no other file names. */
const ASKED_FOR = [
  'favicon.svg',
  'manifest.webmanifest',
  'icons/*',
  'search.json',
  'licences/*',
  '{recordings,runs}/**/*.*',
];

export interface KeptFile {
  /** Path on the site. */
  readonly url: string;
  /** Another one when the file or its headers are; null where the name says it. */
  readonly revision: string | null;
  readonly bytes: Buffer;
}

/** All that the course shows and runs. @param site the built site's folder */
export async function keptFiles(site: string): Promise<readonly KeptFile[]> {
  const read = async (patterns: readonly string[]) => {
    const found: { readonly url: string; readonly bytes: Buffer }[] = [];
    for await (const file of glob(patterns, { cwd: site })) {
      const url = `/${file.replaceAll(path.sep, '/').replace(/index\.html$/, '')}`;
      if (!NOT_KEPT.test(url)) found.push({ url, bytes: await readFile(path.join(site, file)) });
    }
    return found;
  };
  const [pages, others] = await Promise.all([read(['**/index.html']), read(ASKED_FOR)]);
  const assets = await assetsOf(
    site,
    pages.map(({ bytes }) => bytes.toString()),
  );
  const rules = headerRules({ scriptHashes: [], engines: await readEngineOrder(site) });
  const named = [...pages, ...others].map(({ url, bytes }) => {
    const headers = JSON.stringify(headersFor(url, rules));
    return {
      url,
      bytes,
      revision: createHash('sha256').update(bytes).update(headers).digest('base64url').slice(0, 12),
    };
  });
  const hashed = [...assets]
    .filter(([name]) => !FOR_FEW.test(name))
    .map(([name, bytes]) => ({ url: `/${ASSETS}/${name}`, bytes, revision: null }));
  return [...named, ...hashed].sort((one, other) => (one.url < other.url ? -1 : 1));
}

/** As an integration of the build, which runs when every page is written. */
export function serviceWorker(): AstroIntegration {
  return {
    name: 'cluster-lab:service-worker',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const files = (await keptFiles(site)).map(({ url, revision }) => ({ url, revision }));
        await writeFile(path.join(site, 'sw.js'), await bundle(files));
      },
    },
  };
}

async function bundle(files: readonly Omit<KeptFile, 'bytes'>[]): Promise<string> {
  const build = await rolldown({
    input: SCRIPT,
    platform: 'browser',
    transform: { define: { COURSE_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await build.generate({ format: 'iife', minify: true, comments: false });
  await build.close();
  return output[0].code;
}
