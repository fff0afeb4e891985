/** The contract's rules by name: they run in a page, and are only named outside of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CONTRACT = fileURLToPath(new URL('../../../packages/sandbox/src/sandbox.contract.ts', import.meta.url));

export function contractRules(): readonly string[] {
  return [...readFileSync(CONTRACT, 'utf8').matchAll(/^rule\('(.+)', async/gm)].map(([, name]) => name as string);
}
