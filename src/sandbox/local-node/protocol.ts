/** How the messages of a sandbox travel over a WebSocket: output as binary messages, all else as JSON text. */
import type { HostMessage } from '../remote/protocol.ts';
import type { SandboxFacts } from '../remote/remote-sandbox.ts';

export const SOCKET_PATH = '/__sandbox';
export const SESSION_PATH = '/__sandbox/session';

/** A message to the host is refused beyond this: a mount of many files is the largest there is. */
export const LARGEST_MESSAGE_BYTES = 16_000_000;

/** Bytes of the program number in front of a binary message's output, big-endian. */
export const OUTPUT_HEADER_BYTES = 4;

/** The first message of every sandbox. */
export interface ReadyMessage extends SandboxFacts {
  readonly type: 'ready';
}

/** What a host tells as text; output travels as binary messages. */
export type LocalHostMessage =
  | ReadyMessage
  | { readonly type: 'refused-sandbox'; readonly message: string; readonly hint: string }
  | Exclude<HostMessage, { type: 'output' }>;

/** What `GET /__sandbox/session` says to a page of the same origin. */
export interface SessionAnswer {
  readonly token: string;
  readonly node: string;
}
