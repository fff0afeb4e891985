/** Searches while the reader types: words, their beginnings, and words that are one slip away. */
import MiniSearch from 'minisearch';
import type { SearchEntry } from '../model/search-entry.ts';
import { element } from '../../../components/kit/dom.ts';

const MOST_SHOWN = 12;
const KINDS = { step: 'Step', word: 'Glossary', question: 'Question' } as const;

const dialog = document.getElementById('search') as HTMLDialogElement;
const input = dialog.querySelector('input') as HTMLInputElement;
const said = dialog.querySelector('[role=status]') as HTMLElement;
const list = dialog.querySelector('ol') as HTMLElement;

void open();

async function open(): Promise<void> {
  const entries = await fetch('/search.json')
    .then((response) => (response.ok ? (response.json() as Promise<readonly SearchEntry[]>) : undefined))
    .catch(() => undefined);
  if (entries === undefined) {
    said.textContent = 'The search could not be loaded. Check the network, and open it again.';
    return;
  }
  const index = new MiniSearch<SearchEntry>({
    fields: ['title', 'text', 'place'],
    storeFields: ['kind', 'title', 'place', 'text'],
    searchOptions: {
      boost: { title: 4 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  });
  index.addAll(entries);
  const show = () => {
    const query = input.value.trim();
    const found = index.search(query) as unknown as readonly SearchEntry[];
    list.replaceChildren(...found.slice(0, MOST_SHOWN).map((entry) => resultOf(entry, query)));
    said.textContent = query === '' ? '' : summary(found.length, query);
  };
  input.addEventListener('input', show);
  // A field of this type keeps the first one for itself, to empty it.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });
  // A result on this very page only changes the address.
  list.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) dialog.close();
  });
  show();
}

function summary(found: number, query: string): string {
  if (found === 0) return `Nothing is found for “${query}”. Try another word, or fewer of them.`;
  if (found > MOST_SHOWN) return `The first ${MOST_SHOWN} of ${found}.`;
  return found === 1 ? '1 result.' : `${found} results.`;
}

function resultOf({ id, kind, title, place, text }: SearchEntry, query: string): HTMLElement {
  return element('li', {}, [
    element('a', { href: id }, [title]),
    element('p', {}, [
      kind === 'step' ? place : `${KINDS[kind]}${kind === 'question' ? `: ${place.replace('Question of ', '')}` : ''}`,
    ]),
    ...(text === '' ? [] : [element('p', { className: 'search-text' }, [around(text, query)])]),
  ]);
}

const LONGEST = 140;

/** The text from a little before the first word that was sought. */
function around(text: string, query: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(query.toLowerCase().split(/\s+/)[0] ?? ''));
  const from = at < 50 ? 0 : text.indexOf(' ', at - 50) + 1;
  const cut = text.slice(from, from + LONGEST);
  return `${from > 0 ? '… ' : ''}${cut}${from + LONGEST < text.length ? ' …' : ''}`;
}
