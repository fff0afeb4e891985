/** Finds a program that tests need, or installs it; where it cannot, it says what to do. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface WantedProgram {
  /** As a reader calls it. */
  readonly title: string;
  /** Of the program; the first that is there is taken. */
  readonly names: readonly string[];
  /** Of the environment, where somebody has it elsewhere. */
  readonly variable: string;
  /** Debian's package. */
  readonly debian: string;
}

/** Servers are there, where a user's PATH may not lead. */
const OF_SYSTEM = ['/usr/sbin'];

/**
 * @returns the program's path
 * @throws with what to install
 */
export function ensureProgram(wanted: WantedProgram): string {
  const { title, names, variable } = wanted;
  const found = fromEnvironment(variable) ?? findProgram(names) ?? fromDebian(wanted);
  if (found !== undefined) return found;
  throw new Error(
    `No ${title} was found or could be installed. Install ${names.join(' or ')}, or set ${variable} to its program.`,
  );
}

export function findProgram(names: readonly string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...OF_SYSTEM];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

function fromEnvironment(variable: string): string | undefined {
  const wanted = process.env[variable];
  if (wanted === undefined || existsSync(wanted)) return wanted;
  throw new Error(`${variable} is "${wanted}", and there is no such file. Correct it or unset it.`);
}

/** As root on Debian; other systems made from it may name the package differently. */
function fromDebian({ title, names, debian }: WantedProgram): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log(`Installing ${title} with apt-get.`);
  // A package of a server would start one of its own on the usual port: a test runs its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', debian], { stdio: 'ignore', env });
  return findProgram(names);
}
