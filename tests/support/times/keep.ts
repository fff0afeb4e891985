/** Keeps how long each test took, for the list that `npm test` ends with (scripts/run-tests.ts). */
import { appendFileSync } from 'node:fs';

/** The file's path, in the environment of a run that wants the list. A line each: milliseconds, a tab, the test. */
export const TIMES_FILE = 'TEST_TIMES';

/** @param ms how long the test took */
export function keepTime(ms: number, name: string): void {
  const file = process.env[TIMES_FILE];
  if (file !== undefined) appendFileSync(file, `${Math.round(ms)}\t${name.replaceAll(/\s+/g, ' ')}\n`);
}
