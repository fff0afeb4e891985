/** A program as the kernel sees it: one process that was started from outside, with all that it starts. */

/** Whom a program's processes report to. */
export interface ProgramEvents {
  onOutput(pid: number, stream: number, bytes: Uint8Array): void;
  onSlowed(): void;
  onBroken(error: string): void;
  onStart(pid: number): void;
  onEnd(pid: number, code: number, signal: string | null): void;
}

export interface KernelProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly program: ProgramEvents;
  /** On the page's clock. */
  readonly startedAt: number;
}
