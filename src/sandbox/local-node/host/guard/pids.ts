/** What the operating system says of a pid, asked as Node asks before anyone has changed it. */
import process from 'node:process';
import { getSystemErrorMap } from 'node:util';
import { apply } from './primordials.ts';

/** Below `process.kill`, which says what is no number and no signal. */
interface RawProcess {
  _kill(pid: number, signal: number): number;
}
export const raw = process as unknown as RawProcess;
const { _kill } = raw;

export const ESRCH = [...getSystemErrorMap()].find(([, [name]]) => name === 'ESRCH')?.[0] ?? -3;

export function sendRaw(pid: number, signal: number): number {
  return apply(_kill, process, [pid, signal]);
}

/** Whether there is such a process, whoever's it is. */
export function isAlive(pid: number): boolean {
  return pid > 0 && sendRaw(pid, 0) !== ESRCH;
}
