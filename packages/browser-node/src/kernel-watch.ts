/** Notices that the kernel answers no more: a frame that died, or a browser in which a worker waits for ever. */

/** Between two questions, in milliseconds. */
const PERIOD_MS = 1_000;
/** A question that is unanswered for so many periods, as the page itself lives through them, finds no one. */
const PATIENCE = 15;

export interface KernelWatch {
  /** The kernel has answered. */
  answered(): void;
  stop(): void;
}

/**
 * Asks once a second. A page or a computer that stands still counts no period.
 * @param onSilent called once, after which nothing is asked any more
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
