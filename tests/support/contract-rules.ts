/** The contract's rules by name, for tests whose rules run in a page: outside of it they are only named. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CONTRACT = fileURLToPath(new URL('../../packages/sandbox/src/contract/', import.meta.url));

export function contractRules(): readonly string[] {
  const texts = readdirSync(CONTRACT).map((file) => readFileSync(path.join(CONTRACT, file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^rule\('(.+)', async/gm)].map(([, name]) => name as string));
}
