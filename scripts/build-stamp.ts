/** Tells whether the built site is of what a build would read now: a whole build leaves a hash of that in the site's folder. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const STAMP = '.built-from';
/** Which build began last; not in the site's folder, which a build empties. */
const RUNNING = '.cache/build-running';
const FOLDERS = ['src', 'packages', 'public', 'scripts'];
/** Of the root. */
const FILES = /^(?:astro\.config\.mjs|package(?:-lock)?\.json|tsconfig.*\.json|\.env.*)$/;
/** Written by npm: what is installed. */
const INSTALLED = 'node_modules/.package-lock.json';

/** Names the state of all that a build in this folder reads. */
export async function hashOfInputs(root: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  const settings = Object.entries(env).filter(([name]) => name.startsWith('PUBLIC_'));
  // Astro sets it where nobody has.
  hash.update(JSON.stringify([...settings.sort(), env['NODE_ENV'] ?? 'production']));
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

/**
 * The last of the build's integrations. A build that is broken off, that another one got between, or whose inputs change meanwhile,
 * leaves no stamp that fits.
 */
export function buildStamp(): AstroIntegration {
  let root = '';
  let site = '';
  let mode = '';
  let inputs = '';
  const building = randomUUID();
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
      // Before anything else is written.
      'astro:build:start': async () => {
        await rm(path.join(site, STAMP), { force: true });
        await mkdir(path.join(root, path.dirname(RUNNING)), { recursive: true });
        await writeFile(path.join(root, RUNNING), building);
        inputs = await hashOfInputs(root);
      },
      'astro:build:done': async () => {
        const stamp = path.join(site, STAMP);
        const isAlone = (await readFile(path.join(root, RUNNING), 'utf8').catch(() => '')) === building;
        if (isAlone) return writeFile(stamp, stampOf(inputs, mode));
        // Nor is the other one, whose files these may have overwritten.
        for (const file of [stamp, path.join(root, RUNNING)]) await rm(file, { force: true });
      },
    },
  };
}

function stampOf(inputs: string, mode: string): string {
  return `${mode} ${inputs}\n`;
}
