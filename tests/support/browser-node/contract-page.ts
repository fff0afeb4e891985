/** In a browser: the engines' contract against the in-browser engine. */
import { script } from 'virtual:browser-node';
import { createBrowserNodeEngine } from '../../../src/sandbox/browser-node/engine.ts';
import { checkRule } from '../../../src/sandbox/sandbox.contract.ts';

class Skipped extends Error {}

const engine = createBrowserNodeEngine(script);

Object.assign(globalThis, {
  engine,
  /** @returns why the rule was skipped, or nothing when it was kept */
  async keepsRule(name: string): Promise<string | undefined> {
    const skip = (reason: string): never => {
      throw new Skipped(reason);
    };
    try {
      await checkRule(name, () => engine.boot({}, AbortSignal.timeout(20_000)), skip);
      return undefined;
    } catch (error) {
      if (error instanceof Skipped) return error.message;
      throw error;
    }
  },
});
