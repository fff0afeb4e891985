/** In-browser Node keeps the contract of all engines, on a page that is not isolated and forbids eval. */
import { contractRules } from '../../support/contract-rules.ts';
import { expect, test } from './page.ts';

for (const rule of contractRules()) {
  test(rule, async ({ plainPage }, { annotations }) => {
    expect(await plainPage.evaluate('crossOriginIsolated')).toBe(false);
    const reason = await plainPage.evaluate(`keepsRule(${JSON.stringify(rule)})`);
    if (typeof reason === 'string') annotations.push({ type: 'skip', description: reason });
    test.skip(typeof reason === 'string', String(reason));
  });
}
