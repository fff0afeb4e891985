/** How learners come in: the address that they can reach, and a picture of it for phones. */
import { renderSVG } from 'uqr';
import { WORKSHOPS_PATH, type WorkshopOffer } from '../../core/workshop/protocol.ts';
import { element } from '../progress/dom.ts';

/** @returns undefined where no workshop server is behind the page */
export async function askOffer(): Promise<WorkshopOffer | undefined> {
  try {
    const response = await fetch(WORKSHOPS_PATH);
    return response.ok ? ((await response.json()) as WorkshopOffer) : undefined;
  } catch {
    return undefined;
  }
}

/** The site as the class reaches it: an instructor's own page is often at "localhost", where nobody else would find it. */
export function siteFor(offer: WorkshopOffer | undefined): string {
  const isOwn = /^(?:localhost|127\.|\[::1\])/.test(location.hostname);
  return isOwn ? (offer?.address ?? `${location.origin}/`) : `${location.origin}/`;
}

/** As it is typed. @param site with its slash */
export function joinAddress(site: string): string {
  return `${site.replace(/^https?:\/\//, '')}workshop/`;
}

/** Opens the page with the code filled in. */
export function qrCode(site: string, code: string): HTMLElement {
  const svg = renderSVG(`${site}workshop/#${code}`, { border: 2 });
  const alt = `QR code of ${joinAddress(site)} with the code ${code}`;
  return element('img', { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt }, []);
}
