/** The Firefox of the tests. */
import { ensureProgram } from './ensure-program.ts';

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureFirefox(): string {
  return ensureProgram({
    title: 'Firefox',
    names: ['firefox-esr', 'firefox'],
    variable: 'FIREFOX_PATH',
    debian: 'firefox-esr',
  });
}

if (import.meta.main) console.log(ensureFirefox());
