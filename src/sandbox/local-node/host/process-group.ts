/** Ends or signals a run as a whole: every process that it started, also those whose parent is gone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { SandboxError, type Signal } from '../../sandbox.ts';
import { canInspect, groupMembers } from './process-table.ts';

/** A program gets this long to end by itself after SIGTERM. */
const GRACE_MS = 500;

/** How often the grace looks whether the group is empty already. */
const LOOK_MS = 20;

/** Whether anything was there to be signalled. */
export function signalGroup(group: number, signal: Signal): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Signals one process, if it is of this group: no message from a page may reach another process of this computer. */
export async function signalMember(group: number, pid: number, signal: Signal): Promise<void> {
  const isLeader = pid === group;
  const isMember = isLeader || (canInspect && (await groupMembers(group)).some((member) => member.pid === pid));
  if (!isMember) throw notAlive(pid);
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended since it was looked for.
    throw (error as NodeJS.ErrnoException).code === 'ESRCH' ? notAlive(pid) : error;
  }
}

function notAlive(pid: number): SandboxError {
  return new SandboxError(
    'no-such-process',
    `Process ${pid} is not a living process of this run.`,
    'The table "Requests per worker" shows which workers are alive.',
  );
}

/** SIGTERM to all, SIGKILL after the grace to whoever remains. Settles when both are done; the exit comes from the child itself. */
export async function endGroup(group: number): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no process groups: taskkill ends the tree.
    await once(spawn('taskkill', ['/pid', String(group), '/T', '/F'], { stdio: 'ignore' }), 'close');
    return;
  }
  if (!signalGroup(group, 'SIGTERM')) return;
  for (let waited = 0; waited < GRACE_MS; waited += LOOK_MS) {
    await delay(LOOK_MS);
    // A killed process stays signallable until it is reaped, so where the kernel tells, its state decides.
    const isEmpty = canInspect && (await groupMembers(group)).length === 0;
    if (isEmpty) return;
  }
  signalGroup(group, 'SIGKILL');
}
