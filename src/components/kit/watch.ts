/** An effect that ends with the part of the page that it is for. */
import { effect } from '@preact/signals-core';

/** Calls `run` now, and again whenever a signal changes that it has read, until `life` ends. */
export function watch(life: AbortSignal, run: () => void): void {
  if (life.aborted) return;
  const stop = effect(run);
  // The first call may have ended it.
  if (life.aborted) stop();
  else life.addEventListener('abort', stop, { once: true });
}
