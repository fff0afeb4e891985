/** The messages between a page and the host of a sandbox, over a WebSocket or a frame's port. */
import type { HostFacts } from '../host-facts.ts';
import type { ExitStatus, FileMap, KillTarget, SandboxErrorCode, Signal } from '../sandbox.ts';

/** Output on its way that the page has not read yet; beyond this the program's next write waits. */
export const OUTPUT_WINDOW_BYTES = 1_000_000;

interface Request {
  /** The answer has the same number. */
  readonly id: number;
}

interface ToProgram {
  /** The host numbers the programs of a sandbox from 1. */
  readonly program: number;
}

/** Answered by a message with the same `id`. */
export type ClientRequest =
  | ({ readonly do: 'mount'; readonly files: FileMap } & Request)
  | ({ readonly do: 'read'; readonly path: string } & Request)
  | ({ readonly do: 'write'; readonly path: string; readonly text: string } & Request)
  | ({
      readonly do: 'spawn';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    } & Request)
  | ({ readonly do: 'kill'; readonly signal: Signal; readonly target: KillTarget } & ToProgram & Request)
  | ({ readonly do: 'stop' } & ToProgram & Request)
  | ({ readonly do: 'inspect' } & ToProgram & Request);

export type ClientNotice =
  | ({ readonly do: 'input'; readonly text: string } & ToProgram)
  | ({ readonly do: 'end-input' } & ToProgram)
  /** The page has read this much output: the host may send as much again. */
  | ({ readonly do: 'consumed'; readonly bytes: number } & ToProgram);

export type ClientMessage = ClientRequest | ClientNotice;

/** The value of each request's answer. */
export interface Answers {
  readonly mount: null;
  readonly read: string;
  readonly write: null;
  readonly spawn: { readonly program: number; readonly pid: number };
  readonly kill: null;
  readonly stop: null;
  readonly inspect: HostFacts | null;
}

export type HostMessage =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: SandboxErrorCode;
      readonly message: string;
      readonly hint: string;
    }
  /** Whole characters; reading them frees `bytes` in the host's window. */
  | { readonly type: 'output'; readonly program: number; readonly text: string; readonly bytes: number }
  /** Follows the last of the program's output. */
  | { readonly type: 'exit'; readonly program: number; readonly status: ExitStatus };
