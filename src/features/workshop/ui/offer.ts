/** What the workshops' server behind a page offers, and the address under which a class reaches the site. */
import { isLoopback } from '../../../browser/loopback.ts';
import { WORKSHOPS_PATH, type WorkshopOffer } from '../model/protocol.ts';

/** @returns undefined where no workshop server is behind the page */
export async function askOffer(): Promise<WorkshopOffer | undefined> {
  try {
    const response = await fetch(WORKSHOPS_PATH);
    return response.status === 200 ? ((await response.json()) as WorkshopOffer) : undefined;
  } catch {
    return undefined;
  }
}

/** The site as the class reaches it: an instructor's own page is often at "localhost", where nobody else would find it. */
export function siteFor(offer: WorkshopOffer | undefined): string {
  return isLoopback() ? (offer?.address ?? `${location.origin}/`) : `${location.origin}/`;
}
