/** How learners come in: the address that they can reach, and a picture of it for phones. */
import { renderSVG } from 'uqr';
import { element } from '../../../components/kit/dom.ts';

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
