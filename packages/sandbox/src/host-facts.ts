/** Facts about a program that its host sees from outside, where the engine can. */

export interface HostFacts {
  readonly processes: readonly HostProcess[];
  readonly listeners: readonly HostListener[];
}

export interface HostProcess {
  readonly pid: number;
  readonly parent: number;
  /** Ticks since the machine started: tells a process from a later one with the same pid. */
  readonly startedAt: number;
  /** The names of its threads in the kernel; absent where the host does not know them. */
  readonly threads?: readonly string[];
}

export interface HostListener {
  readonly port: number;
  /** Identity of the kernel's socket (inode on Linux): one number, one socket, however many hold it. */
  readonly socket: string;
  /** The processes that have the socket open. */
  readonly heldBy: readonly number[];
}
