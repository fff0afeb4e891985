/**
 * Turns a program's text into functions. The page's policy forbids eval, so each text becomes a blob that `importScripts` runs, at
 * once and synchronously: `script-src blob:` is enough.
 */
import { attempt } from './attempt.ts';
import { applyEdits, type Edit } from './esm/syntax.ts';
import { host, runBlob } from './host.ts';
import { withPlace } from './stacks/syntax-errors.ts';
import { knowAddress, knowText, sourceNameOf } from './stacks/program-texts.ts';

const SLOT = '__compiled';
/** Where a script leaves its value. */
export const SCRIPT_VALUE = `globalThis.${SLOT}`;

export interface FunctionText {
  readonly parameters: readonly string[];
  /** The program's own, with what is written otherwise in it, before it on its first line, and after it. */
  readonly text: string;
  readonly edits?: readonly Edit[];
  readonly before?: string;
  readonly after?: string;
}

/** @param filename what stack traces say */
export function compileFunction(filename: string, source: FunctionText): (...args: unknown[]) => unknown {
  const { parameters, text, edits = [], before = '', after = '' } = source;
  const head = `${SCRIPT_VALUE} = (function (${parameters.join(', ')}) {${before}`;
  knowText(filename, { text, edits, before: head.length });
  return run(`${head}${applyEdits(text, edits)}\n${after}})`, filename, text) as (...args: unknown[]) => unknown;
}

/** Runs a script in the global scope. @returns what it left as its value */
export function runScript(filename: string, text: string, edits: readonly Edit[]): unknown {
  knowText(filename, { text, edits, before: 0 });
  return run(applyEdits(text, edits), filename, text);
}

/** @throws what the text throws, with the place of what cannot be compiled */
function run(compiled: string, filename: string, text: string): unknown {
  const script = new host.Blob([`${compiled}\n//# sourceURL=${sourceNameOf(filename)}`], { type: 'text/javascript' });
  const thrown = attempt(() => void runBlob(script, (address) => knowAddress(address, filename)));
  const value: unknown = Reflect.get(globalThis, SLOT);
  Reflect.deleteProperty(globalThis, SLOT);
  if (thrown !== undefined) throw withPlace(thrown, { filename, text, compiled });
  return value;
}
