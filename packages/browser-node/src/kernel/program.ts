/** A program in the kernel: one process that was started from outside, with all processes that it starts. */
import type { Descriptor, ThreadFacts } from '../protocol.ts';

/** The receiver of a program's reports. */
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
  /** Time on the page's clock. */
  readonly startedAt: number;
}

/** The state of a process at its beginning. */
export interface StartOptions {
  readonly pid: number;
  readonly ppid: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly descriptors: readonly Descriptor[];
  readonly thread?: ThreadFacts;
  readonly isDetached?: boolean;
}
