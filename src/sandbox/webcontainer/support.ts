/** Why a page cannot hold a WebContainer, told by feature checks alone. */

/** What a page knows of itself; nothing of it is guessed from the browser's name. */
export interface PageFacts {
  /** `crossOriginIsolated`: without it there is no SharedArrayBuffer. */
  readonly isIsolated: boolean;
  readonly isFramed: boolean;
  readonly isOnline: boolean;
  /** Whether the browser stores anything for this page. */
  readonly canStore: boolean;
  /** `navigator.deviceMemory`, in gigabytes; undefined where the browser does not tell. */
  readonly memoryGigabytes: number | undefined;
}

/** A booted container with a cluster in it takes about half of this. */
const LEAST_GIGABYTES = 2;

/** One sentence, or undefined where nothing speaks against it. */
export function whyNot(page: PageFacts): string | undefined {
  if (page.isFramed) return 'It needs a page of its own, and this one is framed by another.';
  if (!page.isIsolated) return 'This page is not isolated from others, which it needs for memory that processes share.';
  if (!page.isOnline) return 'It comes from StackBlitz over the network, and this browser is offline.';
  if (!page.canStore) return 'This browser blocks storage for the page, and it needs some.';
  if (page.memoryGigabytes !== undefined && page.memoryGigabytes < LEAST_GIGABYTES) {
    return `This device has ${page.memoryGigabytes} GB of memory; it needs ${LEAST_GIGABYTES} or more.`;
  }
  return undefined;
}
