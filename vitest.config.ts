/** Tests of the code: unit tests beside it, the engines' contract, the content's promises, the architecture. */
import { defineConfig } from 'vitest/config';

/** Real processes on a busy machine: a limit for what hangs, never a measurement. */
const TIMEOUT_MS = 120_000;

/** A scenario starts several programs one after the other, and waits for each as long as this computer needs: for what hangs. */
const CONTENT_TIMEOUT_MS = 600_000;

/** Tens of thousands of requests in a browser. */
const LONG_TIMEOUT_MS = 300_000;

/** A hundred thousand messages, on a busy machine. */
const FUZZ_TIMEOUT_MS = 900_000;

const project = (name: string, include: string[], timeout = TIMEOUT_MS) => ({
  test: { name, include, testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    // Left to itself it leaves a core of two idle. Where tests mostly wait, scripts of package.json ask for more.
    maxWorkers: 2,
    reporters: ['default', './tests/support/times/vitest.ts'],
    // No test replaces a module or leaves anything behind in one: loading them anew for each file took half of the time.
    isolate: false,
    tags: [{ name: 'slow', description: 'What `npm run test:all` alone has time for.' }],
    projects: [
      project('unit', ['src/**/*.test.ts', 'packages/**/*.test.ts', 'scripts/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts', 'tests/truth/**/*.test.ts']),
      project('content', ['tests/content/**/*.test.ts', 'tests/claims/**/*.test.ts'], CONTENT_TIMEOUT_MS),
      // Not part of `npm test`: it needs a second browser and takes minutes.
      project('browsers', ['tests/browsers/**/*.test.ts'], LONG_TIMEOUT_MS),
      // Not part of `npm test` either: it needs a Redis, and the built site.
      {
        test: {
          name: 'redis',
          include: ['tests/redis/**/*.test.ts', 'tests/contract/workshop.test.ts'],
          globalSetup: ['tests/support/redis-setup.ts'],
          testTimeout: CONTENT_TIMEOUT_MS,
          hookTimeout: CONTENT_TIMEOUT_MS,
        },
      },
      // Nor this: minutes, and the built site.
      project('fuzz', ['tests/fuzz/**/*.test.ts'], FUZZ_TIMEOUT_MS),
      project('architecture', ['tests/architecture/**/*.test.ts']),
    ],
  },
});
