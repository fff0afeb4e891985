/** Searches while the reader types: words, their beginnings, and words that are one slip away. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import MiniSearch from 'minisearch';
import type { SearchEntry } from '../model/search-entry.ts';
import { plural } from '../../../core/plural.ts';
import { query } from '../../../components/kit/query.ts';

const MOST_SHOWN = 12;
const KINDS = { step: 'Step', word: 'Glossary', question: 'Question' } as const;

const dialog = query(document, '#search', HTMLDialogElement);
const input = query(dialog, 'input', HTMLInputElement);
const said = query(dialog, '[role=status]');
const list = query(dialog, 'ol');

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
    const words = input.value.trim();
    const found = index.search(words) as unknown as readonly SearchEntry[];
    render(
      found.slice(0, MOST_SHOWN).map((entry) => resultOf(entry, words)),
      list,
    );
    said.textContent = words === '' ? '' : summary(found.length, words);
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

function summary(found: number, words: string): string {
  if (found === 0) return `Nothing is found for “${words}”. Try another word, or fewer of them.`;
  if (found > MOST_SHOWN) return `The first ${MOST_SHOWN} of ${found}.`;
  return `${plural(found, 'result')}.`;
}

function resultOf({ id, kind, title, place, text }: SearchEntry, words: string): TemplateResult {
  const where =
    kind === 'step' ? place : `${KINDS[kind]}${kind === 'question' ? `: ${place.replace('Question of ', '')}` : ''}`;
  return html`<li>
    <a href=${id}>${title}</a>
    <p>${where}</p>
    ${text === '' ? nothing : html`<p class="search-text">${around(text, words)}</p>`}
  </li>`;
}

const LONGEST = 140;

/** The text from a little before the first word that was sought. */
function around(text: string, words: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(words.toLowerCase().split(/\s+/)[0] ?? ''));
  const from = at < 50 ? 0 : text.indexOf(' ', at - 50) + 1;
  const cut = text.slice(from, from + LONGEST);
  return `${from > 0 ? '… ' : ''}${cut}${from + LONGEST < text.length ? ' …' : ''}`;
}
