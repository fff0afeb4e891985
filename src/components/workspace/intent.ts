/** When the heavy parts may load: at the first sign that they are wanted, or when the page has nothing else to do. */
import { isEmbed } from '../../browser/embedded.ts';

/** After the page has loaded; so long a reader reads. */
const IDLE_MS = 2_000;

/** Calls `act` once: on focus or pointer in `area`. */
export function onIntent(area: HTMLElement, life: AbortSignal, act: () => void): void {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, life]);
  const go = () => {
    if (signal.aborted) return;
    done.abort();
    act();
  };
  // A reader can be quicker than this script.
  if (area.contains(document.activeElement)) go();
  else for (const type of ['focusin', 'pointerdown'] as const) area.addEventListener(type, go, { signal });
}

/** Calls `load` once: on focus or pointer in `area`, or idle while visible and not told to save data. An embed is one of many on a page of others: it waits. */
export function onIntentOrIdle(area: HTMLElement, life: AbortSignal, load: () => void): void {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, life]);
  const go = () => {
    if (signal.aborted) return;
    done.abort();
    load();
  };
  onIntent(area, signal, go);
  if (savesData() || isEmbed()) return;
  const idle = () => {
    const timer = setTimeout(() => (document.visibilityState === 'visible' ? go() : undefined), IDLE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { signal, once: true });
}

/** The Network Information API's wish for little traffic; absent in some browsers. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
