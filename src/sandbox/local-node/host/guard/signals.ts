/** A program signals its own processes alone: itself, its children, its primary, and the run as a group. */
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { ESRCH, raw, sendRaw } from './pids.ts';
import { apply } from './primordials.ts';
import { isLivingChild } from './processes.ts';
import { refusal, replace } from './refuse.ts';
import { isFirst } from './run.ts';

const { pid: self } = process;
/** The host makes the first process of a run the leader of its group. Threads are not told which one they belong to. */
const parent = isFirst || !isMainThread ? undefined : process.ppid;
const group = isFirst && isMainThread ? self : parent;

const isOwn = (pid: number) =>
  pid === self || pid === 0 || pid === parent || (group !== undefined && pid === -group) || isLivingChild(pid) === true;

function refusePid(pid: number, hidden: (...given: never[]) => unknown): void {
  if (isOwn(pid)) return;
  throw refusal(
    `process ${pid} is not one that this process may reach. It may signal itself, its children and its primary.`,
    hidden,
    'EPERM',
  );
}

const { setPriority } = os;

function guardedKill(pid: unknown, signal: unknown): number {
  // Once, as an object may say another number each time.
  const target = (pid as number) | 0;
  // A child that has ended: its number may be another's by now.
  if (isLivingChild(target) === false) return ESRCH;
  refusePid(target, guardedKill);
  return sendRaw(target, (signal as number) | 0);
}

function guardedSetPriority(...given: readonly unknown[]): void {
  const hasPid = given.length > 1;
  const pid = hasPid ? (given[0] as number) | 0 : 0;
  const priority = hasPid ? given[1] : given[0];
  refusePid(pid, guardedSetPriority);
  apply(setPriority, os, [pid, priority as number]);
}

/** Sends SIGUSR1, or what stands for it, and opens a debugger. */
function _debugProcess(): never {
  throw refusal('process._debugProcess is not available here.', _debugProcess);
}

export function guardSignals(): void {
  replace(raw, '_kill', guardedKill);
  replace(process, '_debugProcess', _debugProcess);
  replace(os, 'setPriority', guardedSetPriority);
  syncBuiltinESMExports();
}
