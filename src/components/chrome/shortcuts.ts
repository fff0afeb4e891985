/** The keys of every page, and the dialog that lists them (Shortcuts.astro). */
import { SINGLE_KEYS } from '../../browser/keys.ts';
import { openStorage } from '../../browser/storage.ts';

const FIELDS = 'input, textarea, select, [contenteditable], .monaco-editor, .xterm, dialog';

const storage = openStorage();
const dialog = document.getElementById('shortcuts') as HTMLDialogElement;
const choice = dialog.querySelector('input') as HTMLInputElement;
const acts = new Map([
  ['?', () => dialog.showModal()],
  ['/', () => document.getElementById('show-search')?.click()],
  ['n', () => turn(1)],
  ['p', () => turn(-1)],
]);

choice.checked = storage.get(SINGLE_KEYS) !== 'no';
choice.addEventListener('change', () => storage.set(SINGLE_KEYS, choice.checked ? 'yes' : 'no'));
document.getElementById('show-shortcuts')?.addEventListener('click', () => dialog.showModal());
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') dismissTerms();
  const act = acts.get(event.key);
  const isTyping = event.target instanceof Element && event.target.closest(FIELDS) !== null;
  if (act === undefined || !choice.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});

/** A definition that covers what one wants to read goes away until its word is left. */
function dismissTerms(): void {
  for (const term of document.querySelectorAll<HTMLElement>('.term:is(:hover, :focus)')) {
    term.dataset['dismissed'] = '';
    for (const left of ['mouseleave', 'blur'])
      term.addEventListener(left, () => delete term.dataset['dismissed'], { once: true });
  }
}

/** To a neighbouring step, where there is one. */
function turn(by: -1 | 1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-step-link]')];
  links[links.findIndex((link) => link.getAttribute('aria-current') === 'step') + by]?.click();
}
