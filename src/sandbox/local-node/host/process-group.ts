/** Ends or signals a run as a whole: every process that it started, also those whose parent is gone and those that left its group. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { SandboxError, type Signal } from '@cluster-lab/sandbox';
import { canInspect, runMembers, type Run } from './process-table.ts';

/** A program gets this long to end by itself after SIGTERM. */
const GRACE_MS = 500;

/** How often the grace looks whether the run is empty already. */
const LOOK_MS = 20;

/** After so many rounds what is left cannot be killed: it hangs in the kernel. */
const MOST_ROUNDS = 100;

/** Whether anything of the group was there to be signalled. */
export function signalGroup(group: number, signal: Signal): boolean {
  return signalIfAlive(-group, signal);
}

/** Signals one process, if it is of this run: no message from a page may reach another process of this computer. */
export async function signalMember(run: Run, pid: number, signal: Signal): Promise<void> {
  const isLeader = pid === run.group;
  const isMember = isLeader || (canInspect && (await runMembers(run)).some((member) => member.pid === pid));
  if (!isMember || !signalIfAlive(pid, signal)) {
    throw new SandboxError(
      'no-such-process',
      `Process ${pid} is not a living process of this run.`,
      'The table "Requests per worker" shows which workers are alive.',
    );
  }
}

/** SIGTERM to all, SIGKILL after the grace to whoever remains. Settles when both are done; the exit comes from the child itself. */
export async function endRun(run: Run): Promise<void> {
  if (process.platform !== 'win32' && signalGroup(run.group, 'SIGTERM')) {
    for (let waited = 0; waited < GRACE_MS; waited += LOOK_MS) {
      await delay(LOOK_MS);
      // A killed process stays signallable until it is reaped, so where the kernel tells, its state decides.
      if (canInspect && (await runMembers(run)).length === 0) return;
    }
  }
  await killRun(run);
}

/** SIGKILL to all, again until none is left: one that is starting another may be a step ahead. */
export async function killRun(run: Run): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no process groups: taskkill ends the tree.
    await once(spawn('taskkill', ['/pid', String(run.group), '/T', '/F'], { stdio: 'ignore' }), 'close');
    return;
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    signalGroup(run.group, 'SIGKILL');
    const left = canInspect ? await runMembers(run) : [];
    if (left.length === 0) return;
    for (const { pid } of left) signalIfAlive(pid, 'SIGKILL');
    await delay(LOOK_MS);
  }
}

function signalIfAlive(target: number, signal: Signal): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (error) {
    // EPERM: it has made itself another user's, or, on macOS, waits to be reaped.
    if (['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
