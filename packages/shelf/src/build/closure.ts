/** The packages that one needs, where npm has put them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** As packages of long ago say it. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** @returns the package's folder as Node finds it from `from`; undefined where it is not installed */
export function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(found, 'package.json'))) return found;
    if (folder === path.dirname(folder)) return undefined;
  }
}

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Names of peers that must be there. */
export function peersOf({ peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): readonly string[] {
  return Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
}

/**
 * Folders of a package and of all that it needs, itself first.
 * @param apart packages with archives of their own, which nothing takes along as a peer
 */
export function closureOf(folder: string, apart: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const add = (each: string) => {
    if (found.has(each)) return;
    found.add(each);
    const manifest = manifestOf(each);
    const peers = peersOf(manifest).filter((name) => !apart.includes(name));
    for (const name of [...Object.keys(manifest.dependencies ?? {}), ...peers]) {
      const needed = folderOf(name, each);
      if (needed === undefined) throw new Error(`${name}, which ${manifest.name} needs, is not installed.`);
      add(needed);
    }
  };
  add(folder);
  return [...found];
}
