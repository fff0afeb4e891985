/** Places in Node's own library: this script is minified, and a table from the build leads back. */
import { areStacksOfSafari } from '../foreign-stacks.ts';
import { runBlob } from '../host.ts';

/** Made by build/library-lines.ts; `calls` are three lists of base-64 VLQ: offset in the script, line, column, each from the one before. */
export interface LibraryLines {
  /** Lengths of the script's lines, each with its end. */
  readonly lineLengths: readonly number[];
  /** The beginning and end of each module in the script. */
  readonly modules: readonly (readonly [id: string, start: number, end: number])[];
  readonly calls: readonly [offsets: string, lines: string, columns: string];
  /** Module -> line -> its text, for the lines with a `throw`. */
  readonly texts: Readonly<Record<string, Readonly<Record<number, string>>>>;
}

export interface LibraryPlace {
  readonly id: string;
  /** Line and column count from 1; undefined where the table has none. */
  readonly line?: number;
  readonly column?: number;
}

type Index = ReadonlyMap<number, readonly [line: number, column: number]>;

const SLOT = '__nodeLines';
const LONGEST_CALLEE = 60;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

interface Script {
  readonly url: string;
  /** The table; undefined where it could not be fetched. */
  readonly lines: Blob | undefined;
  table?: LibraryLines | undefined;
  calls?: Index;
}

const scripts: Script[] = [];

/** A script with a part of Node's library. */
export function knowScript(url: string, lines: Blob | undefined): void {
  scripts.push({ url, lines });
}

export function isLibraryScript(file: string): boolean {
  return scripts.some(({ url }) => url === file);
}

/** @returns undefined where that part of the script is ours, not Node's */
export function placeInLibrary(file: string, line: number, column: number): LibraryPlace | undefined {
  const script = scripts.find(({ url }) => url === file);
  const table = script && tableOf(script);
  if (script === undefined || table === undefined) return undefined;
  const offset = table.lineLengths.slice(0, line - 1).reduce((sum, length) => sum + length, 0) + column - 1;
  const module = table.modules.find(([, start, end]) => start <= offset && offset < end);
  if (module === undefined) return undefined;
  script.calls ??= readCalls(table.calls);
  const found = script.calls.get(offset) ?? (areStacksOfSafari() ? callBefore(script.calls, offset) : undefined);
  return { id: module[0], ...(found !== undefined && { line: found[0], column: found[1] }) };
}

/** Safari's engine points behind a callee, whose name is short in a minified script. */
function callBefore(calls: Index, offset: number): readonly [line: number, column: number] | undefined {
  for (let at = offset; at > offset - LONGEST_CALLEE; at--) if (calls.has(at)) return calls.get(at);
  return undefined;
}

export function lineOfLibrary(id: string, line: number): string | undefined {
  return scripts.find(({ table }) => table?.texts[id] !== undefined)?.table?.texts[id]?.[line];
}

/** Parsed when a stack is first written; at once, since the reader of a stack does not wait. */
function tableOf(script: Script): LibraryLines | undefined {
  if ('table' in script) return script.table;
  script.table = undefined;
  // Without a table stacks go without Node's own lines.
  if (script.lines === undefined) return undefined;
  try {
    runBlob(script.lines);
    script.table = Reflect.get(globalThis, SLOT) as LibraryLines;
  } finally {
    Reflect.deleteProperty(globalThis, SLOT);
  }
  return script.table;
}

function readCalls([offsets, lines, columns]: LibraryLines['calls']): Index {
  const [offsetOf, lineOf, columnOf] = [numbersIn(offsets), numbersIn(lines), numbersIn(columns)];
  let [offset, line, column] = [0, 0, 0];
  return new Map(
    offsetOf.map((step, index) => {
      offset += step;
      line += lineOf[index] ?? 0;
      column += columnOf[index] ?? 0;
      return [offset, [line, column]];
    }),
  );
}

function numbersIn(text: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
