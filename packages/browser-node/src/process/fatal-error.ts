/** The last words of a process that an error ended, as Node prints them (src/node_errors.cc, ReportFatalException). */
import { privateSymbols } from './private-symbols.ts';
import { realm } from './realm.ts';
import { arrowFor } from './stacks/places.ts';
import type { Place } from './stacks/place.ts';

/** The text of Node's library for an uncaught error, with colours where the terminal has them. */
type Enhance = (error: object) => unknown;

const enhancers: { beforeInspector: Enhance; afterInspector: Enhance } = {
  beforeInspector: (error) => (error as Error).stack,
  afterInspector: (error) => (error as Error).stack,
};
const HINT = '(Use `node --trace-uncaught ...` to show where the exception was thrown)\n';

export function knowEnhancers(beforeInspector: Enhance, afterInspector: Enhance): void {
  Object.assign(enhancers, { beforeInspector, afterInspector });
}

/** Attaches the text above an error to it; Node alone sees it. */
export function decorate(error: Error, arrow: string): void {
  Reflect.set(error, privateSymbols['arrow_message_private_symbol'] as symbol, `${arrow}\n`);
}

/** Puts that text into the stack, for code that prints a caught error. */
export function showDecoration(error: object): void {
  const arrow: unknown = Reflect.get(error, privateSymbols['arrow_message_private_symbol'] as symbol);
  if (typeof arrow !== 'string' || isDecorated(error)) return;
  Reflect.set(error, 'stack', `${arrow}\n${(error as Error).stack}`);
  Reflect.set(error, privateSymbols['decorated_private_symbol'] as symbol, true);
}

function isDecorated(error: object): boolean {
  return Reflect.get(error, privateSymbols['decorated_private_symbol'] as symbol) === true;
}

/** @param place the place of the throw; undefined where it is unknown */
export function describeFatal(error: unknown, place: Place | undefined): string {
  return `${whatHappened(error, place)}\nNode.js ${realm.process.version}\n`;
}

function whatHappened(error: unknown, place: Place | undefined): string {
  const arrow = arrowOf(error, place);
  if (typeof error !== 'object' || error === null)
    return `${arrow === '' ? 'Uncaught:' : `\n${arrow}`}\n${textOf(error)}\n${HINT}`;
  const shown = enhanced(error);
  if (isDecorated(error) || arrow === '') return `${shown}\n`;
  return isNativeError(error) ? `${arrow}\n\n${shown}\n` : `\n${arrow}\n${shown}\n`;
}

function arrowOf(error: unknown, place: Place | undefined): string {
  if (typeof error === 'object' && error !== null) {
    const known: unknown = Reflect.get(error, privateSymbols['arrow_message_private_symbol'] as symbol);
    if (typeof known === 'string') return known.replace(/\n$/, '');
  }
  return (place && arrowFor(place)) ?? '';
}

function enhanced(error: object): string {
  try {
    enhancers.beforeInspector(error);
    return String(enhancers.afterInspector(error));
  } catch {
    return textOf(error);
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '<toString() threw exception>';
  }
}

function isNativeError(error: object): boolean {
  const { isNativeError: isOne } = realm.internalBinding('types') as { isNativeError(value: unknown): boolean };
  return isOne(error);
}
