/** When the heavy parts may load: at the first sign that they are wanted, or when they are in sight and the page has nothing else to do. */
import { isEmbed } from '../../browser/embedded.ts';
import { savesData } from '../../browser/saves-data.ts';

/** After the page has loaded; so long a reader reads. */
const IDLE_MS = 2_000;

/** Calls `act` once: on focus or pointer in `area`. */
export function onIntent(area: HTMLElement, abortSignal: AbortSignal, act: () => void): void {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, abortSignal]);
  const go = () => {
    if (signal.aborted) return;
    done.abort();
    act();
  };
  // A reader can be quicker than this script.
  if (area.contains(document.activeElement)) go();
  else for (const type of ['focusin', 'pointerdown'] as const) area.addEventListener(type, go, { signal });
}

/** Before a phone's reader has scrolled to it, it is ready. */
const IN_SIGHT = '50% 0px';

/**
 * Calls `load` once: on focus or pointer in `area`, or idle while it is in sight or nearly so. Who was told to save data waits, and
 * so does an embed, which is one of many on a page of others.
 */
export function onIntentOrIdle(area: HTMLElement, abortSignal: AbortSignal, load: () => void): void {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, abortSignal]);
  const go = () => {
    if (signal.aborted) return;
    done.abort();
    load();
  };
  onIntent(area, signal, go);
  if (savesData() || isEmbed()) return;
  const idle = () => {
    const timer = setTimeout(() => onSight(area, signal, go), IDLE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { signal, once: true });
}

/** Beside the text on a wide screen it is there at once; a phone has it far below. Nothing is in sight in a tab that is not drawn. */
function onSight(area: HTMLElement, signal: AbortSignal, act: () => void): void {
  const watching = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) act();
    },
    { rootMargin: IN_SIGHT },
  );
  watching.observe(area);
  signal.addEventListener('abort', () => watching.disconnect());
}
