/** What processes know of each other: who lives, in which group and program, and how many were started lately. */
import type { ProcessFacts, ProcessTable } from '../protocol.ts';

/** Older starts make no storm. */
const LATELY_MS = 60_000;
const PIDS_OF_A_CHILD = 1_000;

export class Roll {
  #processes: readonly ProcessFacts[] = [];
  #starts: ProcessTable['starts'] = [];

  get table(): ProcessTable {
    return { processes: this.#processes, starts: this.#starts };
  }

  of(pid: number): ProcessFacts | undefined {
    return this.#processes.find((facts) => facts.pid === pid);
  }

  /** Began from outside, it is a program and a group of its own. */
  enter(pid: number, parent: number, isDetached: boolean): void {
    const { group = pid, program = pid } = this.of(parent) ?? {};
    this.#processes = [...this.#processes, { pid, program, group: isDetached ? pid : group }];
    if (program === pid) return;
    const at = Date.now();
    this.#starts = [...this.#starts.filter((start) => at - start.at < LATELY_MS), { program, at }];
  }

  leave(pid: number): void {
    this.#processes = this.#processes.filter((facts) => facts.pid !== pid);
  }

  /** The first of a program has the numbers behind its own, and all others have some that begin with it. */
  firstChildOf(pid: number): number {
    return this.of(pid)?.program === pid ? pid + 1 : pid * PIDS_OF_A_CHILD;
  }

  /** Those that a signal is for which process `by` sends. */
  meantBy(pid: number, by: number): readonly number[] {
    if (pid > 0) return [pid];
    const group = pid === 0 ? this.of(by)?.group : -pid;
    return this.#processes.filter((facts) => facts.group === group).map((facts) => facts.pid);
  }
}
