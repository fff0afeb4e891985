/** What the host tells a page, and what both must agree on. Output travels as binary messages, all else as JSON text. */
import type { HostFacts } from '../../core/check/facts.ts';
import type { Capabilities, ExitStatus, SandboxErrorCode } from '../sandbox.ts';

/** On the server's second port (core/local-port). */
export const SOCKET_PATH = '/__sandbox';
export const SESSION_PATH = '/__sandbox/session';

/** A message to the host is refused beyond this: a mount of many files is the largest there is. */
export const LARGEST_MESSAGE_BYTES = 16_000_000;

/** Output on its way that the page has not read yet; beyond it the program's next write waits. */
export const OUTPUT_WINDOW_BYTES = 1_000_000;

/** Bytes of the program number in front of a binary message's output, big-endian. */
export const OUTPUT_HEADER_BYTES = 4;

/** The first message of every sandbox. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly nodeVersion: string;
  readonly workdir: string;
  readonly port: number;
  readonly capabilities: Capabilities;
}

/** What an answered request carries, by what it asked. */
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
  | ReadyMessage
  | { readonly type: 'refused-sandbox'; readonly message: string; readonly hint: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: Answers[keyof Answers] }
  | {
      readonly type: 'error';
      readonly id: number;
      readonly code: SandboxErrorCode;
      readonly message: string;
      readonly hint: string;
    }
  /** Comes after the last byte of the program's output. */
  | { readonly type: 'exit'; readonly program: number; readonly status: ExitStatus };

/** The one line that `POST /__sandbox/session` answers; the answer stays open until the token's socket is. */
export interface SessionAnswer {
  /** Opens one socket, once, as its subprotocol: the one thing a page can set on a WebSocket that no log keeps. */
  readonly token: string;
}
