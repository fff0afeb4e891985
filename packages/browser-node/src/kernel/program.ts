/** A program as the kernel sees it: one process that was started from outside, with all that it starts. */
import type { Descriptor, ThreadFacts } from '../protocol.ts';

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

/** What a process is when it begins. */
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
