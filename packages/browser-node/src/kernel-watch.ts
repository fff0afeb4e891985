/** Notices a kernel that no longer answers: its frame has died, or the browser lets a worker wait for ever. */

/** Between two questions, in milliseconds. */
const PERIOD_MS = 1_000;
/** A kernel is silent after this many unanswered periods, counted by the page's own running time. */
const PATIENCE = 15;

export interface KernelWatch {
  /** The kernel has answered. */
  answered(): void;
  stop(): void;
}

/**
 * Asks once a second. A page or a computer that stands still counts no period.
 * @param onSilent called once, after the last question
 */
export function watchKernel(ask: () => void, onSilent: () => void): KernelWatch {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered === PATIENCE) {
      clearInterval(timer);
      onSilent();
    } else if (unanswered++ === 0) ask();
  }, PERIOD_MS);
  return { answered: () => (unanswered = 0), stop: () => clearInterval(timer) };
}
