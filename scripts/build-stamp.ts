/** Tells whether the built site is of what a build would read now: a whole build leaves a hash of that in the site's folder. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const STAMP = '.built-from';
const FOLDERS = ['src', 'public', 'scripts'];
/** Of the root. */
const FILES = /^(?:astro\.config\.mjs|package(?:-lock)?\.json|tsconfig.*\.json|\.env.*)$/;
/** Written by npm: what is installed. */
const INSTALLED = 'node_modules/.package-lock.json';

/** Names the state of all that a build in this folder reads. */
export async function hashOfInputs(root: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  const told = Object.entries(env).filter(([name]) => name.startsWith('PUBLIC_'));
  // Astro sets it where nobody has.
  hash.update(JSON.stringify([...told.sort(), env['NODE_ENV'] ?? 'production']));
  const atRoot = (await readdir(root)).filter((name) => FILES.test(name));
  const inFolders = (await Promise.all(FOLDERS.map((folder) => filesIn(root, folder)))).flat();
  for (const file of [...atRoot, ...inFolders, INSTALLED].sort()) {
    const bytes = await readFile(path.join(root, file)).catch(() => undefined);
    hash.update(`\n${file} ${bytes?.length}\n`).update(bytes ?? '');
  }
  return hash.digest('hex');
}

/** With their paths below the root; none where there is no such folder. */
async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)));
}

/** @param site the built site's folder. @param inputs of now. @param mode of the build that is wanted */
export async function isBuiltFrom(site: string, inputs: string, mode = 'production'): Promise<boolean> {
  return (await readFile(path.join(site, STAMP), 'utf8').catch(() => '')) === stampOf(inputs, mode);
}

/** The last of the build's integrations. A build that is broken off, or whose inputs change meanwhile, leaves no stamp that fits. */
export function buildStamp(): AstroIntegration {
  let root = '';
  let site = '';
  let mode = '';
  let inputs = '';
  return {
    name: 'cluster-lab:build-stamp',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const configResolved = (config: { readonly mode: string }) => void (mode = config.mode);
        updateConfig({ vite: { plugins: [{ name: 'cluster-lab:build-mode', configResolved }] } });
      },
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
        site = fileURLToPath(config.outDir);
      },
      // Before anything is written.
      'astro:build:start': async () => {
        await rm(path.join(site, STAMP), { force: true });
        inputs = await hashOfInputs(root);
      },
      'astro:build:done': () => writeFile(path.join(site, STAMP), stampOf(inputs, mode)),
    },
  };
}

function stampOf(inputs: string, mode: string): string {
  return `${mode} ${inputs}\n`;
}
