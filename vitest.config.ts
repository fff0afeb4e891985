/** Tests of the code: unit tests beside it, the engines' contract, the content's promises, the architecture. */
import { defineConfig } from 'vitest/config';

/** Real processes on a busy machine: a limit for what hangs, never a measurement. */
const TIMEOUT_MS = 20_000;

const project = (name: string, include: string[]) => ({
  test: { name, include, testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('content', ['tests/content/**/*.test.ts', 'tests/claims/**/*.test.ts']),
      project('architecture', ['tests/architecture/**/*.test.ts']),
    ],
  },
});
