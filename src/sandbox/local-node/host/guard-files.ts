/** The guard as one file of JavaScript, for the folder beside a program's own: each process reads it before it begins. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { FileMap } from '@cluster-lab/sandbox';

/** The file that is preloaded. */
export const GUARD_ENTRY = 'guard.cjs';

/** In the order of their imports. As one script, they cost a process no more than one; their top-level names must differ. */
const MODULES = [
  'primordials',
  'rules',
  'refuse',
  'run',
  'pids',
  'starts',
  'processes',
  'signals',
  'threads',
  'connections',
  'reports',
  'main',
] as const;
const IMPORT = /^import [^;]+? from '(.+?)';\n/gm;
const IMPORTED = /^import (.+) from '(.+)';$/m;
const EXPORT = /^export (\{[^}]+\};)?/gm;

let guard: string | undefined;

export function guardFiles(): FileMap {
  guard ??= joinModules();
  return { [GUARD_ENTRY]: guard };
}

function joinModules(): string {
  const builtins = new Set<string>();
  const bodies = MODULES.map((name) => {
    const source = stripTypeScriptTypes(readFileSync(new URL(`./guard/${name}.ts`, import.meta.url), 'utf8'));
    for (const [statement, from = ''] of source.matchAll(IMPORT))
      if (from.startsWith('node:')) builtins.add(statement.replace(IMPORTED, "const $1 = require('$2');"));
    return source.replaceAll(IMPORT, '').replaceAll(EXPORT, '');
  });
  return ["'use strict';\n", ...builtins, ...bodies].join('');
}
