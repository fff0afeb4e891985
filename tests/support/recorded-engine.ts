/** The engine of recordings, for tests: texts instead of a site, and a clock on which no pause takes time. */
import { createRecordedEngine } from '../../src/sandbox/recorded/engine.ts';
import type { SandboxEngine } from '@cluster-lab/sandbox';

export function recordedEngine(castOf: (step: string) => string): SandboxEngine {
  return createRecordedEngine({
    fetchCast: async (step) => castOf(step),
    clock: { now: () => 0, wait: () => new Promise((resolve) => setImmediate(resolve)) },
  });
}
