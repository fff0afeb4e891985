/** Says which address has no page, and leads to those whose names are like it. */
import { html, render } from 'lit-html';
import { readJson } from '../../../components/kit/read-json.ts';
import { nearestPages, wordsOf, type NamedPage } from '../model/nearest-page.ts';
import { partOf, query } from '../../../components/kit/query.ts';

class NotFound extends HTMLElement {
  connectedCallback(): void {
    const address = location.pathname + location.hash;
    partOf(this, 'address').textContent = decodedOr(address);
    const pages = readJson<readonly (NamedPage & { readonly place?: string })[]>(this, 'script');
    const nearest = nearestPages(address, pages);
    partOf(this, 'meant').hidden = nearest.length === 0;
    render(
      nearest.map(({ address: href, title, place }) => html`<li><a href=${href}>${title}</a> ${place}</li>`),
      partOf(this, 'nearest'),
    );
    partOf(this, 'search').onclick = () => {
      const input = query(document, '#search input', HTMLInputElement);
      input.value = wordsOf(address);
      document.getElementById('show-search')?.click();
      input.select();
    };
  }
}

/** As a reader wrote it, where it can be read so. */
function decodedOr(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

customElements.define('not-found', NotFound);
