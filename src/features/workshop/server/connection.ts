/** One page's socket: what it is sent, and how it is told why it ends. */
import type { WebSocket } from 'ws';
import type { Closing, ClosingReason, ServerMessage } from '../model/protocol.ts';

/** A page that takes nothing for so long is not there: what waits for it is not kept. */
const MOST_UNSENT_BYTES = 4_000_000;

/** Private use: "try again" and "stop" look the same to a proxy. */
const CLOSED = 4000;

export class Connection {
  readonly #socket: WebSocket;
  /** Of views: the last one of each kind, so that nothing is told twice. */
  readonly #latest = new Map<string, string>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  /** For what goes to many: written once. */
  sendText(text: string): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT_BYTES) this.#socket.terminate();
    else this.#socket.send(text);
  }

  /** Nothing, when `key` is what was told of this kind last. */
  sendIfChanged(kind: string, key: string, text: string): void {
    if (this.#latest.get(kind) === key) return;
    this.#latest.set(kind, key);
    this.sendText(text);
  }

  close(why: ClosingReason, sentence: string): void {
    this.send({ type: 'closing', why, sentence } satisfies Closing);
    this.#socket.close(CLOSED, why);
  }
}
