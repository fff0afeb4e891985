/** What `npm run test:all` alone has time for: `npm test` takes one of a kind. So is a whole file named *.slow.spec.ts. */
export const SLOW = { tag: '@slow' };

/** For one of a row of tests that differ in little. */
export function slowUnless(isRepresentative: boolean): Partial<typeof SLOW> {
  return isRepresentative ? {} : SLOW;
}
