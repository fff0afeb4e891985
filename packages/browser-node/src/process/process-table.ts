/** The processes of this sandbox, as the kernel told of them last, and the children that it has not told of yet. */
import type { ProcessFacts, ProcessTable } from '../protocol.ts';
import { started } from './realm.ts';

let told: ProcessTable = { processes: [], starts: [] };
let hear: () => void = () => undefined;
/** By their pids. */
const children = new Map<number, ProcessFacts>();

export function knowProcesses(table: ProcessTable): void {
  told = table;
  hear();
}

/** Whenever the kernel has told of them again. */
export function whenProcessesAreTold(listener: () => void): void {
  hear = listener;
}

export function knowChild(pid: number, isDetached: boolean): void {
  const { group, program } = ownFacts();
  children.set(pid, { pid, program, group: isDetached ? pid : group });
}

export function forgetChild(pid: number): void {
  children.delete(pid);
}

export function processes(): readonly ProcessFacts[] {
  return [...told.processes.filter(({ pid }) => !children.has(pid)), ...children.values()];
}

export function lateStarts(): ProcessTable['starts'] {
  return told.starts;
}

export function ownFacts(): ProcessFacts {
  const { pid, thread } = started();
  const own = thread?.processId ?? pid;
  return told.processes.find((facts) => facts.pid === own) ?? { pid: own, group: own, program: own };
}
