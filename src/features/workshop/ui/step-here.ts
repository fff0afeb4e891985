/** The step that this page shows, as it changes: a lesson shows one at a time. */
import { signal, type ReadonlySignal } from '@preact/signals-core';

/** `<lesson>/<step>`; null on a page of no lesson, and until a lesson has opened one. */
export function stepHere(abortSignal: AbortSignal): ReadonlySignal<string | null> {
  const read = () => document.querySelector<HTMLElement>('section[data-step][data-open]')?.dataset['step'] ?? null;
  const step = signal(read());
  document.addEventListener('step-open', () => (step.value = read()), { capture: true, signal: abortSignal });
  return step;
}
