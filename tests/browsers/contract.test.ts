/** In-browser Node keeps the contract of all engines in Firefox too. */
import { expect, test } from 'vitest';
import { contractRules } from '../support/contract-rules.ts';
import { useBrowser } from './page.ts';

const open = useBrowser('firefox');

for (const rule of contractRules()) {
  test(rule, async (context) => {
    await using opened = await open('a page');
    const reason: unknown = await opened.frame.evaluate(`keepsRule(${JSON.stringify(rule)})`);
    if (typeof reason === 'string') context.skip(reason);
    expect(reason).toBeUndefined();
  });
}
