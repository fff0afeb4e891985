/** The terminal; the one file that imports xterm. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

/** Lines that can be scrolled back: enough for any lesson, and a flood does not fill memory. */
const SCROLLBACK_LINES = 5_000;
/** More than anybody steps through; the addon looks no further. */
const MATCHES = 1_000;

const mounted = new WeakMap<HTMLElement, Terminal>();

export interface Screen {
  write(text: string): void;
  clear(): void;
  dispose(): void;
}

/** @param onLine hears what is typed, a line at a time, with its end of line */
export function mountTerminal(host: HTMLElement, onLine: (text: string) => void): Screen {
  const terminal = new Terminal({
    convertEol: true,
    // Marks what a search has found.
    allowProposedApi: true,
    disableStdin: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-code'),
    fontSize: fontSize(host),
    lineHeight: 1.35,
    linkHandler: { activate: () => undefined },
    screenReaderMode: true,
    scrollback: SCROLLBACK_LINES,
    theme: currentTheme(),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  mounted.set(host, terminal);
  // Tab leaves the terminal, as it leaves everything else, and Escape restores it: no program here hears either.
  terminal.attachCustomKeyEventHandler(({ key }) => key !== 'Tab' && key !== 'Escape');
  echoLines(terminal, onLine);
  const sizes = new ResizeObserver(() => host.offsetParent && fit.fit());
  sizes.observe(host);
  const looks = new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => attributeName === 'data-theme')) terminal.options.theme = currentTheme();
    if (terminal.options.fontSize === fontSize(host)) return;
    terminal.options.fontSize = fontSize(host);
    if (host.offsetParent) fit.fit();
  });
  looks.observe(document.documentElement, { attributeFilter: ['data-theme', 'style'] });
  return {
    write: (text) => terminal.write(text),
    clear: () => terminal.reset(),
    dispose() {
      sizes.disconnect();
      looks.disconnect();
      terminal.dispose();
    },
  };
}

/**
 * Searches the terminal in `host`, from match to match; an empty text ends it.
 * @param say hears which match of how many is marked
 */
export async function searchIn(
  host: HTMLElement,
  say: (text: string) => void,
): Promise<(text: string, way: 'next' | 'previous' | 'typing') => void> {
  const { SearchAddon } = await import('@xterm/addon-search');
  const addon = new SearchAddon({ highlightLimit: MATCHES });
  mounted.get(host)?.loadAddon(addon);
  let isOn = false;
  addon.onDidChangeResults(({ resultIndex, resultCount }) => {
    const count = resultCount < MATCHES ? String(resultCount) : `${MATCHES} and more`;
    if (!isOn) say('');
    else if (resultCount === 0) say('No match');
    else say(resultIndex < 0 ? count : `${resultIndex + 1} of ${count}`);
  });
  return (text, way) => {
    isOn = text !== '';
    if (!isOn) {
      addon.clearDecorations();
      mounted.get(host)?.clearSelection();
      return say('');
    }
    const options = { incremental: way === 'typing', decorations: matchColours() };
    if (way === 'previous') addon.findPrevious(text, options);
    else addon.findNext(text, options);
  };
}

function matchColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    matchBackground: colour('--warn-soft'),
    matchOverviewRuler: colour('--warn'),
    activeMatchBackground: colour('--accent-soft'),
    activeMatchBorder: colour('--accent'),
    activeMatchColorOverviewRuler: colour('--accent'),
  };
}

/** A pipe echoes nothing and hands over nothing before Enter; a terminal's line discipline would do both. */
function echoLines(terminal: Terminal, onLine: (text: string) => void): void {
  let line = '';
  terminal.onData((data) => {
    for (const character of data) {
      if (character === '\r') {
        terminal.write('\r\n');
        onLine(`${line}\n`);
        line = '';
      } else if (character === '\u007f') {
        if (line !== '') terminal.write('\b \b');
        line = line.slice(0, -1);
      } else if (character >= ' ') {
        terminal.write(character);
        line += character;
      }
    }
  });
}

/** As the page's styles have it for all output. */
function fontSize(host: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(host).fontSize);
}

function currentTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: colour('--sunken'),
    foreground: colour('--ink'),
    cursor: colour('--ink-soft'),
    selectionBackground: colour('--accent-soft'),
    black: colour('--ink'),
    red: colour('--bad'),
    green: colour('--good'),
    yellow: colour('--warn'),
    blue: colour('--worker-1'),
    magenta: colour('--worker-4'),
    cyan: colour('--accent'),
    white: colour('--ink-soft'),
    brightBlack: colour('--ink-soft'),
  };
}
