/**
 * Stops this process's thread. Browsers hide SharedArrayBuffer from pages that are not isolated, but a WebAssembly memory still
 * makes one, which cannot leave its worker: enough to wait on.
 */

type BufferClass = typeof SharedArrayBuffer;

/** Node's SharedArrayBuffer, which shares within one process as it should. Undefined where the browser has none at all. */
export const SharedMemory: BufferClass | undefined =
  (globalThis as { SharedArrayBuffer?: BufferClass }).SharedArrayBuffer ?? sharedClassOfWebAssembly();

const cell = SharedMemory === undefined ? undefined : new Int32Array(new SharedMemory(4));
const { wait } = Atomics;
const { now } = performance;
const clock = () => now.call(performance);

/** Blocks this process for so many milliseconds. */
export function sleep(ms: number): void {
  if (cell !== undefined) {
    wait(cell, 0, 0, ms);
    return;
  }
  for (const end = clock() + ms; clock() < end;);
}

/** Blocks until the kernel ends this worker. Returns only where the thread cannot be stopped. */
export function stopThread(): void {
  if (cell !== undefined) wait(cell, 0, 0);
}

function sharedClassOfWebAssembly(): BufferClass | undefined {
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    return buffer.constructor as BufferClass;
  } catch {
    return undefined;
  }
}
