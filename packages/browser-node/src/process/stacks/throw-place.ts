/**
 * The place of an error's `throw`. A browser reports the place of its making when both are in one file, so the `throw` is searched
 * from there: it holds the place, or throws a function's result, or a variable.
 */
import { realm } from '../realm.ts';
import { sourceLine } from './places.ts';
import type { Place } from './place.ts';
import { placesOfError } from './stack-traces.ts';

const MAKES_ERROR = /^(?:new\s|\w*Error\()/;
const BEFORE = {
  throw: /\bthrow\b[^;{}]*$/,
  return: /(?:\breturn\b|=>)[^;{}]*$/,
  variable: /([\w$]+)\s*=\s*$/,
} as const;
/** Node's line for an unheard event 'error', in node:events. */
const UNHEARD = "throw er; // Unhandled 'error' event";
/** A variable's `throw` is searched this far below its making. */
const MOST_LINES = 60;

/** @param known the place that the browser reports, if it does */
export function throwPlace(error: object, known: Place | undefined): Place | undefined {
  const places = placesOfError(error);
  const [made] = places;
  if (made === undefined) return known;
  if (known !== undefined && (known.file !== made.file || known.line !== made.line)) return known;
  if (isUnheard(error)) return find({ file: 'node:events', line: 1 }, UNHEARD, Infinity) ?? made;
  if (!MAKES_ERROR.test(textFrom(made))) return made;
  return returnedTo(places) ?? variableOf(made) ?? made;
}

function isUnheard(error: object): boolean {
  const { kEnhanceStackBeforeInspector: mark } = realm.require('internal/errors') as Record<string, symbol>;
  return mark !== undefined && mark in error;
}

function textFrom({ column = 1, ...place }: Place): string {
  return (sourceLine(place) ?? '').slice(column - 1);
}

function textBefore({ column = 1, ...place }: Place): string {
  return (sourceLine(place) ?? '').slice(0, column - 1);
}

/** Goes up the stack, as long as each frame returns its callee's result. */
function returnedTo(places: readonly Place[]): Place | undefined {
  for (const place of places) {
    const before = textBefore(place);
    const thrown = BEFORE.throw.exec(before);
    if (thrown !== null) return { ...place, column: thrown.index + 1 };
    if (!BEFORE.return.test(before)) return undefined;
  }
  return undefined;
}

function variableOf(made: Place): Place | undefined {
  const name = BEFORE.variable.exec(textBefore(made))?.[1];
  return name === undefined ? undefined : find(made, `throw ${name};`, MOST_LINES);
}

function find({ file, line = 1 }: Place, text: string, lines: number): Place | undefined {
  for (let at = line; at < line + Math.min(lines, 10_000); at++) {
    const column = sourceLine({ file, line: at })?.indexOf(text) ?? -1;
    if (column >= 0) return { file, line: at, column: column + 1 };
  }
  return undefined;
}
