/** Finds a Firefox for the tests, or installs one; where it cannot, it says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const SYSTEM = ['firefox-esr', 'firefox'];

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureFirefox(): string {
  const found = fromEnvironment() ?? fromSystem() ?? fromDebian();
  if (found !== undefined) return found;
  throw new Error('No Firefox was found or could be installed. Install Firefox, or set FIREFOX_PATH to its program.');
}

function fromEnvironment(): string | undefined {
  const wanted = process.env['FIREFOX_PATH'];
  if (wanted === undefined || existsSync(wanted)) return wanted;
  throw new Error(`FIREFOX_PATH is "${wanted}", and there is no such file. Correct it or unset it.`);
}

function fromSystem(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return SYSTEM.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/** As root on Debian; other systems made from it name the package differently. */
function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Firefox with apt-get.');
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'], options);
  return fromSystem();
}

if (import.meta.main) console.log(ensureFirefox());
