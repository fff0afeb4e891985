/** In-browser Node keeps the contract of all engines, on a page that is not isolated and forbids eval. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './page.ts';

const CONTRACT = fileURLToPath(new URL('../../../src/sandbox/sandbox.contract.ts', import.meta.url));

// The rules run in the page; here they are only named.
const rules = [...readFileSync(CONTRACT, 'utf8').matchAll(/^rule\('(.+)', async/gm)].map(([, name]) => name as string);

for (const rule of rules) {
  test(rule, async ({ plainPage }, { annotations }) => {
    expect(await plainPage.evaluate('crossOriginIsolated')).toBe(false);
    const reason = await plainPage.evaluate(`keepsRule(${JSON.stringify(rule)})`);
    if (typeof reason === 'string') annotations.push({ type: 'skip', description: reason });
    test.skip(typeof reason === 'string', String(reason));
  });
}
