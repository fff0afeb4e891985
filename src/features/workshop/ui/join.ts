/** How learners come in: the address that they can reach, and a picture of it for phones. */
import { html, type TemplateResult } from 'lit-html';
import { renderSVG } from 'uqr';

/** As it is typed. @param site with its slash */
export function joinAddress(site: string): string {
  return `${site.replace(/^https?:\/\//, '')}workshop/`;
}

/** Opens the page with the code filled in. */
export function qrCode(site: string, code: string): TemplateResult {
  const svg = renderSVG(`${site}workshop/#${code}`, { border: 2 });
  const alt = `QR code of ${joinAddress(site)} with the code ${code}`;
  return html`<img src="data:image/svg+xml,${encodeURIComponent(svg)}" alt=${alt} />`;
}
