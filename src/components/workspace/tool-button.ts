/** A small button of a panel: a word, or a drawing with its name. */
import { element } from '../kit/dom.ts';

interface ToolButton {
  /** Its name, and what a pointer that rests on it is told. */
  readonly name: string;
  /** A word that is part of the name, or a path in a square of 20. */
  readonly shows: { readonly word: string } | { readonly path: string };
  readonly act: () => void;
}

export function toolButton({ name, shows, act }: ToolButton, signal: AbortSignal): HTMLButtonElement {
  const button = element('button', { type: 'button', className: 'tool' }, []);
  nameTool(button, name, shows);
  button.addEventListener('click', act, { signal });
  return button;
}

/** What it does is another thing now: it says so, and stays where it is with the focus on it. */
export function nameTool(button: HTMLButtonElement, name: string, shows: ToolButton['shows']): void {
  button.ariaLabel = name;
  button.title = name;
  button.replaceChildren('word' in shows ? shows.word : drawing(shows.path));
}

function drawing(path: string): SVGElement {
  const made = (name: string, attributes: Readonly<Record<string, string>>) => {
    const each = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) each.setAttribute(key, value);
    return each;
  };
  const svg = made('svg', { viewBox: '0 0 20 20', width: '16', height: '16', fill: 'none', 'aria-hidden': 'true' });
  svg.append(made('path', { d: path, stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round' }));
  return svg;
}
