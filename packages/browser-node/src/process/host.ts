/** The browser's own globals, captured before Node's bootstrap replaces or removes them. */

interface WorkerScope {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  importScripts(...urls: string[]): void;
  setTimeout(handler: () => void, ms?: number): number;
  clearTimeout(timer: number): void;
  addEventListener(type: string, listener: (event: never) => void): void;
  readonly scheduler?: { postTask(task: () => void): unknown };
}

const scope = globalThis as unknown as WorkerScope;
const importScripts = scope.importScripts.bind(scope);
const { Promise, Proxy, TextDecoder, TextEncoder, URL, Blob, performance, navigator, crypto } = globalThis;

export const host = {
  Promise,
  Proxy,
  TextDecoder,
  URL,
  Blob,
  performance,
  navigator,
  crypto,
  /** The address of this worker's script. */
  address: String(globalThis.location),
  /** The kernel's name for this worker: 'process' or 'thread'. */
  kind: (globalThis as { name?: string }).name,
  console: globalThis.console,
  atob: globalThis.atob.bind(globalThis),
  btoa: globalThis.btoa.bind(globalThis),
  structuredClone: globalThis.structuredClone.bind(globalThis),
  queueMicrotask: globalThis.queueMicrotask.bind(globalThis),
  postMessage: scope.postMessage.bind(scope),
  setTimeout: scope.setTimeout.bind(scope),
  clearTimeout: scope.clearTimeout.bind(scope),
  addEventListener: scope.addEventListener.bind(scope),
  /** Absent in some browsers. */
  postTask: scope.scheduler?.postTask.bind(scope.scheduler),
} as const;

/** When this process's script began to run, in milliseconds on the host's clock. */
export const startedAt = performance.now();

/**
 * Runs a script at once in the global scope, without eval.
 * @param beforehand hears its address
 * @returns its address, which stacks name
 */
export function runBlob(script: Blob, beforehand: (address: string) => void = noop): string {
  const url = URL.createObjectURL(script);
  beforehand(url);
  try {
    importScripts(url);
  } finally {
    URL.revokeObjectURL(url);
  }
  return url;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

export function encodeUtf8Into(text: string, target: Uint8Array): { read: number; written: number } {
  const own = unshared(target);
  const done = encoder.encodeInto(text, own);
  if (own !== target) target.set(own.subarray(0, done.written));
  return done;
}

export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(unshared(bytes));
}

/** A copy of bytes in memory that is shared, which the browser's encoders do not take; others are left as they are. */
export function unshared(bytes: ArrayBufferView): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  const view = new Uint8Array(buffer, byteOffset, byteLength);
  return buffer instanceof ArrayBuffer ? (view as Uint8Array<ArrayBuffer>) : new Uint8Array(view);
}

export function noop(): void {
  // The rest has no counterpart in a browser, and nothing depends on it.
}
