/** Where npm has put a package that this one needs, in the nearest node_modules that has it. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** @returns its folder; undefined where it is not installed */
export function folderOf(name: string): string | undefined {
  return resolve
    .paths(name)
    ?.map((modules) => path.join(modules, name))
    .find((folder) => existsSync(folder));
}

/** The file behind a package's name, or behind one of its exports. */
export function fileOf(specifier: string): string {
  return resolve(specifier);
}
