/** Finds a Redis (or Valkey) server for the tests, or installs one; where it cannot, it says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const SYSTEM = ['redis-server', 'valkey-server'];

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureRedis(): string {
  const found = fromEnvironment() ?? fromSystem() ?? fromDebian();
  if (found !== undefined) return found;
  throw new Error(
    'No Redis was found or could be installed. Install redis-server or valkey-server, or set REDIS_PATH to its program.',
  );
}

function fromEnvironment(): string | undefined {
  const wanted = process.env['REDIS_PATH'];
  if (wanted === undefined || existsSync(wanted)) return wanted;
  throw new Error(`REDIS_PATH is "${wanted}", and there is no such file. Correct it or unset it.`);
}

export function fromSystem(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return SYSTEM.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/** As root on Debian. Nothing of it is started: a test runs one of its own. */
function fromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Redis with apt-get.');
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], options);
  // The package would start a server of its own on the usual port.
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
    ...options,
    env: { ...options.env, RUNLEVEL: '1' },
  });
  return fromSystem();
}

if (import.meta.main) console.log(ensureRedis());
