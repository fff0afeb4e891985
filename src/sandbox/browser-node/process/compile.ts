/**
 * Turns a program's text into functions. The page's policy forbids eval, so each text becomes a blob that `importScripts` runs, at
 * once and synchronously: `script-src blob:` is enough.
 */
import { host } from './host.ts';

const SLOT = '__compiled';

/** @param filename what stack traces say */
export function compileFunction(
  parameters: readonly string[],
  body: string,
  filename: string,
): (...args: unknown[]) => unknown {
  const text = `(function (${parameters.join(', ')}) {${body}\n})`;
  return run(`globalThis.${SLOT} = ${text}`, filename) as (...args: unknown[]) => unknown;
}

/** Runs a script in the global scope. @returns its value where it is one expression */
export function runScript(text: string, filename: string): unknown {
  try {
    return run(`globalThis.${SLOT} = (${text}\n)`, filename);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return run(text, filename);
  }
}

function run(text: string, filename: string): unknown {
  const script = new host.Blob([`${text}\n//# sourceURL=${filename}`], { type: 'text/javascript' });
  const url = host.URL.createObjectURL(script);
  try {
    host.importScripts(url);
    return Reflect.get(globalThis, SLOT) as unknown;
  } finally {
    host.URL.revokeObjectURL(url);
    Reflect.deleteProperty(globalThis, SLOT);
  }
}
