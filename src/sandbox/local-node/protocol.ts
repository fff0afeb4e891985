/** How the messages of a sandbox travel over a WebSocket: output as binary messages, all else as JSON text. */
import type { HostMessage } from '@cluster-lab/sandbox/remote/protocol';
import type { SandboxFacts } from '@cluster-lab/sandbox/remote/remote-sandbox';

/** On the server's second port (core/local-port). */
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

/** The one line that `POST /__sandbox/session` answers; the answer stays open until the token's socket is. */
export interface SessionAnswer {
  /** Opens one socket, once, as its subprotocol: the one thing a page can set on a WebSocket that no log keeps. */
  readonly token: string;
}
