/** How much memory the processes of a run really have, seen from outside. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { canInspect, runMembers, type Run } from './process-table.ts';

export interface Usage {
  readonly processes: number;
  readonly residentBytes: number;
}

const run = promisify(execFile);

/** A kernel's page: 4 KiB nearly everywhere, larger on some arm64. */
let pageBytes: Promise<number> | undefined;

/** Undefined where this computer does not tell (Windows): there the heap limit alone holds. */
export async function usageOf(of: Run): Promise<Usage | undefined> {
  if (canInspect) {
    pageBytes ??= run('getconf', ['PAGESIZE']).then(({ stdout }) => Number(stdout));
    const [members, bytes] = await Promise.all([runMembers(of), pageBytes]);
    const pages = members.reduce((sum, { residentPages }) => sum + residentPages, 0);
    return { processes: members.length, residentBytes: pages * bytes };
  }
  return process.platform === 'win32' ? undefined : usageByPs(of.group);
}

/** POSIX `ps`: one row for each process, its group and its resident memory in KiB. */
async function usageByPs(group: number): Promise<Usage> {
  const { stdout } = await run('ps', ['-A', '-o', 'pgid=', '-o', 'rss=']);
  const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  const sizes = rows.filter(([id]) => id === group).map(([, kibibytes]) => kibibytes ?? 0);
  return { processes: sizes.length, residentBytes: sizes.reduce((sum, size) => sum + size, 0) * 1_024 };
}
