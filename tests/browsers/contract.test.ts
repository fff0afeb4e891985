/** In-browser Node keeps the contract of all engines in Firefox and WebKit too. */
import { expect, test } from 'vitest';
import { contractRules } from '../support/contract-rules.ts';
import { inEach, useBrowser } from './page.ts';

inEach(['firefox', 'webkit'], (name) => {
  const open = useBrowser(name);

  for (const rule of contractRules()) {
    test(rule, async (context) => {
      await using opened = await open('a page');
      const reason: unknown = await opened.frame.evaluate(`keepsRule(${JSON.stringify(rule)})`);
      if (typeof reason === 'string') context.skip(reason);
      expect(reason).toBeUndefined();
    });
  }
});
