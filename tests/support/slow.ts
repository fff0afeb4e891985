/** For a test that `npm test` leaves to `npm run test:all`; tagged so in vitest.config.ts. */
export const SLOW = { tags: ['slow'] };

/** For one of a row of tests that differ in little. */
export function slowUnless(isRepresentative: boolean): Partial<typeof SLOW> {
  return isRepresentative ? {} : SLOW;
}
