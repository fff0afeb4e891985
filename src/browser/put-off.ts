/** Work that is put off while more of it comes, and is done at once where waiting would lose it: when the page goes, or is hidden. */

export interface PutOff {
  /** Not later than in a moment; what is asked for until then is done with it. */
  soon(): void;
  /** Now, if it waits. */
  flush(): void;
}

/** So long a learner types on. */
const MOMENT_MS = 300;

/** @param signal what waits when it ends is done then */
export function putOff(act: () => void, signal: AbortSignal): PutOff {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    act();
  };
  addEventListener('pagehide', flush, { signal });
  // The last that a phone's page hears.
  document.addEventListener('visibilitychange', () => document.hidden && flush(), { signal });
  signal.addEventListener('abort', flush);
  return { soon: () => (timer ??= setTimeout(flush, MOMENT_MS)), flush };
}
