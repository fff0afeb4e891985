/** The program's texts in their original form: the compiled ones differ by a wrapper before them and edits within. */
import { applyEdits, type Edit } from '../esm/syntax.ts';
import { areStacksOfSafari } from '../foreign-stacks.ts';
import { placeOfV8 } from './safari-places.ts';

export interface ProgramText {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** Characters before it in the compiled text, on its first line. */
  readonly before: number;
}

interface KnownText extends ProgramText {
  compiled?: string;
}

const texts = new Map<string, KnownText>();
/** The browser's names for the texts: our own, since a file's name may hold anything, a line break and code among it. */
const sourceNames = new Map<string, string>();
const files: string[] = [];
const addresses = new Map<string, string>();
const SOURCE = 'program-text:';

/** @returns the name to compile it under, which the browser's stacks then show */
export function sourceNameOf(filename: string): string {
  const known = sourceNames.get(filename);
  if (known !== undefined) return known;
  const name = `${SOURCE}${files.push(filename)}`;
  sourceNames.set(filename, name);
  return name;
}

/** Where stacks do not show such names, they show the address of the compiled text. */
export function knowAddress(address: string, filename: string): void {
  if (areStacksOfSafari()) addresses.set(address, filename);
}

/** The program's file behind a name from the browser; undefined for other texts. */
export function fileOf(sourceName: string): string | undefined {
  const atAddress = addresses.get(sourceName);
  if (atAddress !== undefined) return atAddress;
  return sourceName.startsWith(SOURCE) ? files[Number(sourceName.slice(SOURCE.length)) - 1] : undefined;
}

export function knowText(filename: string, text: ProgramText): void {
  texts.set(filename, { ...text, edits: text.edits.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]) });
}

export function lineOfProgram(filename: string, line: number): string | undefined {
  return texts.get(filename)?.text.split('\n')[line - 1];
}

/** The original column: edits keep the lines. All count from 1. */
export function columnInProgram(filename: string, line: number, column: number): number {
  const known = texts.get(filename);
  if (known === undefined) return column;
  const { text, edits, before } = known;
  known.compiled ??= applyEdits(text, edits);
  const inLine = column - 1 - (line === 1 ? before : 0);
  const told = startOfLine(known.compiled, line) + Math.max(0, inLine);
  const offset = originalOffset(edits, areStacksOfSafari() ? placeOfV8(known.compiled, told) : told);
  return offset - startOfLine(text, line) + 1;
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1;
  return start;
}

function originalOffset(edits: readonly Edit[], compiled: number): number {
  let shift = 0;
  for (const [start, end, replacement] of edits) {
    if (compiled < start + shift) break;
    const after = start + shift + replacement.length;
    // The browser puts a call of an import at its parenthesis; in the program's own text it stands at its name.
    if (compiled < after || (compiled === after && replacement.startsWith('__use('))) return start;
    shift += replacement.length - (end - start);
  }
  return compiled - shift;
}
