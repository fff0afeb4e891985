/** The kernel's end of the line to a process, as a `MessagePort` has one: a Web Worker in a page, anything alike in a test. */
export interface Endpoint {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
  /** What nothing in the process has caught. */
  onerror: ((event: ErrorEvent) => void) | null;
  /** Ends the process, whatever it does. */
  terminate(): void;
}
