/** One archive for each package of the shelf: its published files, unchanged, with those of all that it needs. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Archive } from '../archive.ts';
import { closureOf, folderOf, manifestOf, peersOf } from './closure.ts';
import { publishedFiles } from './published-files.ts';

const SHELF = fileURLToPath(new URL('../..', import.meta.url));
const ROOT = path.resolve(SHELF, '../..');
const MODULES = path.join(ROOT, 'node_modules') + path.sep;

/** Names of all packages on the shelf: what the shelf's own package.json depends on. */
export const SHELF_NAMES = Object.keys(
  (createRequire(import.meta.url)('../../package.json') as { dependencies: Record<string, string> }).dependencies,
);

/** What can be told of a package without its files. */
export interface DescribedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Packages of the shelf that a program needs beside it. */
  readonly peers: readonly string[];
  /** Folders of all packages in it, for their notices. */
  readonly folders: readonly string[];
}

export interface PackedPackage extends DescribedPackage {
  readonly archive: Archive;
}

/** @param name one of `SHELF_NAMES` */
export async function pack(name: string): Promise<PackedPackage> {
  const described = describe(name);
  return { ...described, archive: archiveOf(await publishedFiles(described.folders)) };
}

/** @param name one of `SHELF_NAMES` */
export function describe(name: string): DescribedPackage {
  const folder = folderOf(name, SHELF);
  // Archives are laid over each other, so that all come from one tree.
  if (folder === undefined || !folder.startsWith(MODULES))
    throw new Error(`${name} is not in ${MODULES}: give it the version that the site itself has.`);
  const folders = closureOf(folder, SHELF_NAMES);
  const manifest = manifestOf(folder);
  return {
    name,
    version: manifest.version,
    licence: manifest.license ?? 'unknown',
    peers: peersOf(manifest).filter((peer) => SHELF_NAMES.includes(peer)),
    folders,
  };
}

/** A text that several packages bring, such as all media types, is in it once. */
function archiveOf(paths: readonly string[]): Archive {
  const places = new Map<string, number>();
  const files: Record<string, number> = {};
  for (const file of paths) {
    const text = readFileSync(file, 'utf8');
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    files[path.relative(ROOT, file).replaceAll(path.sep, '/')] = place;
  }
  return { texts: [...places.keys()], files };
}
