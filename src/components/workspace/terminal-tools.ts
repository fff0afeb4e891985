/** What is done with a run's output: it is searched, and copied. */
import { copyText } from '../../browser/copy-text.ts';
import { element } from '../kit/dom.ts';
import { toolButton } from './tool-button.ts';
import { searchIn } from './xterm.ts';

const SEARCH = { path: 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M12.8 12.8 17 17' };
const COPY = { path: 'M7 7h10v10H7zM13 7V3H3v10h4' };
const UP = { path: 'M4 12.5 10 6.5 16 12.5' };
const DOWN = { path: 'M4 7.5 10 13.5 16 7.5' };
const CLOSE = { path: 'M5 5 15 15M15 5 5 15' };

/** The buttons of a terminal; its search opens on Ctrl+F within it, too. */
export function terminalTools(terminal: HTMLElement, signal: AbortSignal): readonly HTMLElement[] {
  const host = terminal.querySelector<HTMLElement>('.terminal-screen');
  const output = terminal.querySelector<HTMLElement>('.terminal-plain');
  if (host === null || output === null) return [];
  const said = element('span', { className: 'tool-said', ariaLabel: 'Output' }, []);
  said.role = 'status';
  const search = searchBar(host, signal);
  terminal.addEventListener(
    'keydown',
    (event) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      search.open();
    },
    { capture: true, signal },
  );
  const copy = async () => (said.textContent = await copyOutput(output.textContent.replaceAll('\r', '')));
  return [
    said,
    toolButton({ name: 'Search the terminal', shows: SEARCH, act: search.open }, signal),
    toolButton({ name: 'Copy output', shows: COPY, act: () => void copy() }, signal),
  ];
}

function searchBar(host: HTMLElement, signal: AbortSignal): { open: () => void } {
  const field = element('input', { type: 'search', ariaLabel: 'Search the terminal', placeholder: 'Search' }, []);
  field.spellcheck = false;
  const said = element('span', { ariaLabel: 'Matches' }, []);
  said.role = 'status';
  let opener: Element | null = null;
  let find: ((text: string, way: 'next' | 'previous' | 'typing') => void) | undefined;
  const go = (way: 'next' | 'previous' | 'typing') => find?.(field.value, way);
  const close = () => {
    bar.hidden = true;
    find?.('', 'next');
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
  const bar = element('search', { className: 'terminal-search', hidden: true }, [
    field,
    said,
    toolButton({ name: 'Previous match', shows: UP, act: () => go('previous') }, signal),
    toolButton({ name: 'Next match', shows: DOWN, act: () => go('next') }, signal),
    toolButton({ name: 'Close the search', shows: CLOSE, act: close }, signal),
  ]);
  field.addEventListener('input', () => go('typing'), { signal });
  bar.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && event.target === field) go(event.shiftKey ? 'previous' : 'next');
      else return;
      // Neither restores the panel nor runs the program.
      event.preventDefault();
    },
    { signal },
  );
  host.before(bar);
  signal.addEventListener('abort', () => bar.remove());
  const load = async () => {
    find ??= await searchIn(host, (text) => (said.textContent = text));
    go('typing');
  };
  return {
    open() {
      if (bar.hidden) opener = document.activeElement;
      bar.hidden = false;
      field.focus();
      field.select();
      load().catch(() => (said.textContent = 'The search could not be loaded. Reload the page to try again.'));
    },
  };
}

/** @returns what it did */
async function copyOutput(text: string): Promise<string> {
  if (text.trim() === '') return 'There is no output yet.';
  return (await copyText(text))
    ? 'Copied.'
    : 'This browser does not let the page copy. Select the text and press Ctrl+C or ⌘C.';
}
