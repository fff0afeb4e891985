/** Registers the engines' contract with vitest, for engines that run in Node. */
import { describe, test } from 'vitest';
import type { Sandbox } from '@cluster-lab/sandbox';
import { checkRule, contractRules } from '@cluster-lab/sandbox/contract';

export function sandboxContract(engine: string, boot: () => Promise<Sandbox>): void {
  describe(`${engine} keeps the contract`, () => {
    for (const name of contractRules.keys()) test(name, ({ skip }) => checkRule(name, boot, skip));
  });
}
