/** What this computer can give to a step of ours beyond the guard. A step is granted what it declares; playground code nothing. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { everyNeed, type Need } from '../../../core/lesson/needs.ts';
import { canInspect } from './process-table.ts';

export function offeredNeeds(): readonly Need[] {
  return everyNeed.filter(isOffered);
}

function isOffered(need: Need): boolean {
  switch (need) {
    case 'threads':
    case 'many-starts':
      return true;
    case 'signals':
    case 'sigstop':
    case 'shared-handles':
      // Node on Windows can only end a process, and a socket shared there serves one process nearly alone.
      return process.platform !== 'win32';
    case 'process-table':
    case 'proc-fs':
      return canInspect;
    case 'reuse-port':
      // Elsewhere the kernel refuses the option or does not spread connections (Node's net.Server, `reusePort`).
      return process.platform === 'linux';
    case 'taskset':
      return process.platform === 'linux' && isInstalled('taskset');
    case 'two-cores':
      return availableParallelism() >= 2;
    default:
      return need satisfies never;
  }
}

function isInstalled(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => folder !== '' && existsSync(path.join(folder, program)));
}
