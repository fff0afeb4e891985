/** What this page may do in this browser: found by looking, never by the browser's name. */
import type { Storage } from './storage.ts';

export interface PageFacts {
  /** There is SharedArrayBuffer: the server's headers keep the page apart from others. */
  readonly isIsolated: boolean;
  readonly isFramed: boolean;
  readonly isOnline: boolean;
  readonly canStore: boolean;
  /** In gigabytes, rounded by the browser; undefined where it does not tell. */
  readonly memoryGigabytes: number | undefined;
}

export function pageFacts(storage: Pick<Storage, 'isLasting'>): PageFacts {
  return {
    isIsolated: window.crossOriginIsolated,
    isFramed: window.top !== window,
    isOnline: navigator.onLine,
    canStore: storage.isLasting && navigator.cookieEnabled,
    // The Device Memory API is not in every browser, nor in TypeScript's DOM.
    memoryGigabytes: (navigator as Navigator & { readonly deviceMemory?: number }).deviceMemory,
  };
}
