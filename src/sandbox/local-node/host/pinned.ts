/** Starts a program on one core alone: `taskset -c <core> node …`, and no other form of it, which could start anything. */
import { readFileSync } from 'node:fs';
import { SandboxError } from '@cluster-lab/sandbox';

export interface Pinned {
  /** What stands in front of Node. */
  readonly prefix: readonly string[];
  readonly args: readonly string[];
}

/** @throws {SandboxError} `unknown-command` */
export function pinned(args: readonly string[]): Pinned {
  const [flag, core = '', command, ...rest] = args;
  if (flag !== '-c' || !/^\d{1,4}$/.test(core) || command !== 'node') {
    throw new SandboxError(
      'unknown-command',
      `"taskset ${args.slice(0, 3).join(' ')}" cannot be started in the sandbox.`,
      'The one form is "taskset -c 0 node", followed by a file.',
    );
  }
  return { prefix: ['taskset', '-c', String(coreAt(Number(core)))], args: rest };
}

/** In a container the cores that may be used need not begin with 0: core 0 is then the first of them. */
function coreAt(index: number): number {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const cores = list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
  return cores[index] ?? index;
}
