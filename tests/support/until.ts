/** Waits for a signal to hold a value that is wanted. */
import { effect, type ReadonlySignal } from '@preact/signals-core';

export function until<T>(watched: ReadonlySignal<T>, holds: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = watched;
      if (!holds(value)) return;
      resolve(value);
      queueMicrotask(() => stop());
    });
  });
}
