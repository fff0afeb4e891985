/** In a browser: the engines' contract against the WebContainer engine and the real client. */
import preload from 'virtual:guest/container-preload';
import tool from 'virtual:guest/container-tool';
import { checkRule } from '@cluster-lab/sandbox/contract';
import { createWebContainerEngine } from '../../../src/sandbox/webcontainer/engine.ts';
import { bootLimit } from '../boot-limit.ts';

class Skipped extends Error {}

const reports = new Map<string, string>();
const engine = createWebContainerEngine({
  page: () => ({
    isIsolated: crossOriginIsolated,
    isFramed: false,
    isOnline: true,
    canStore: true,
    memoryGigabytes: 8,
  }),
  guests: async () => ({ preload, tool }),
  reports,
});

Object.assign(globalThis, {
  engine,
  /** @returns why the rule was skipped, or nothing when it was kept */
  async keepsRule(name: string): Promise<string | undefined> {
    const skip = (reason: string): never => {
      throw new Skipped(reason);
    };
    try {
      await checkRule(name, () => engine.boot({}, bootLimit()), skip);
      return undefined;
    } catch (error) {
      if (error instanceof Skipped) return error.message;
      throw error;
    }
  },
});
