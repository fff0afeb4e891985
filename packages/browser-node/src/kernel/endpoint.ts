/** The kernel's end of the line to a process. */
import type { ToProcess } from '../protocol.ts';

/** With a `MessagePort`'s methods: a Web Worker in a page, a double in a test. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  /** An error that nothing in the process has caught. */
  onerror: ((event: ErrorEvent) => void) | null;
  /** Ends the process at once, even in a loop. */
  terminate(): void;
}

/** What is given away with a message, and not copied. */
export function transferOf(message: ToProcess): Transferable[] {
  return message.op === 'stream' && message.item.op === 'data' ? [message.item.bytes.buffer] : [];
}
