/** Says which address has no page, and leads to those whose names are like it. */
import { readJson } from '../../../components/kit/read-json.ts';
import { nearestPages, wordsOf, type NamedPage } from '../model/nearest-page.ts';
import { element } from '../../../components/kit/dom.ts';

class NotFound extends HTMLElement {
  connectedCallback(): void {
    const address = location.pathname + location.hash;
    const find = (part: string) => this.querySelector(`[data-part=${part}]`) as HTMLElement;
    find('address').textContent = decodedOr(address);
    const pages = readJson<readonly (NamedPage & { readonly place?: string })[]>(this, 'script');
    const nearest = nearestPages(address, pages);
    find('meant').hidden = nearest.length === 0;
    find('nearest').replaceChildren(
      ...nearest.map(({ address: href, title, place }) =>
        element('li', {}, [element('a', { href }, [title]), ...(place === undefined ? [] : [` ${place}`])]),
      ),
    );
    find('search').onclick = () => {
      const input = document.querySelector('#search input') as HTMLInputElement;
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
