/** An effect that ends with the part of the page that it is for. */
import { effect } from '@preact/signals-core';

/** Calls `run` now, and again whenever a signal changes that it has read, until `signal` aborts. */
export function watch(signal: AbortSignal, run: () => void): void {
  if (signal.aborted) return;
  const stop = effect(run);
  // The first call may have ended it.
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}
