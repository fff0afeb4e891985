import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Tests of guests start real Node processes; two cores are shared with them.
    testTimeout: 20_000,
  },
});
