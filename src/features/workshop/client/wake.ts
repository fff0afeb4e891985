/** When a connection is likely to be another one: the network came back, the computer woke up, the page came to the front. */
import { isLookedAt } from './heartbeat.ts';

/** A timer that is so late did not run: the computer slept. */
const TICK_MS = 5_000;
const ASLEEP_MS = 15_000;

export interface Wakes {
  /** What was open before it is not to be trusted. */
  readonly onWake: () => void;
  readonly onLookedAt: () => void;
}

/** @returns the end of it */
export function listenForWakes({ onWake, onLookedAt }: Wakes): () => void {
  const { document: page } = globalThis;
  // A program has no network that comes and goes before its eyes.
  if (page === undefined) return () => undefined;
  const controller = new AbortController();
  const options = { signal: controller.signal };
  addEventListener('online', onWake, options);
  addEventListener('pageshow', ({ persisted }) => persisted && onWake(), options);
  page.addEventListener('visibilitychange', () => isLookedAt() && onLookedAt(), options);
  let last = Date.now();
  const ticking = setInterval(() => {
    const now = Date.now();
    // In the background browsers let timers come late.
    if (now - last > ASLEEP_MS && isLookedAt()) onWake();
    last = now;
  }, TICK_MS);
  return () => {
    controller.abort();
    clearInterval(ticking);
  };
}
