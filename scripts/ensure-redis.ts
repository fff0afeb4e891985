/** The Redis (or Valkey) server of the tests. Nothing of the system's is started: a test runs one of its own. */
import { ensureProgram, findProgram } from './ensure-program.ts';

const NAMES = ['redis-server', 'valkey-server'];

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureRedis(): string {
  return ensureProgram({ title: 'Redis', names: NAMES, variable: 'REDIS_PATH', debian: 'redis-server' });
}

export function findRedis(): string | undefined {
  return findProgram(NAMES);
}

if (import.meta.main) console.log(ensureRedis());
