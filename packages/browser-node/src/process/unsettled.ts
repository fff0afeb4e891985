/** A program whose entry awaits a promise that never settles: Node reports the place, and ends with a code of its own. */
import { encodeUtf8 } from './host.ts';
import { stalledModules } from './esm/module-wrap.ts';
import { writeDescriptor } from './files/descriptors.ts';
import { privateSymbols } from './private-symbols.ts';

export const UNSETTLED = 13;

let watched: unknown;
let isSettled = true;

function entry(): Promise<unknown> | undefined {
  return Reflect.get(globalThis, privateSymbols['entry_point_promise_private_symbol'] as symbol) as
    Promise<unknown> | undefined;
}

/** Called whenever no work is left; the answer is there in the next macrotask. */
export function watchEntry(): void {
  const promise = entry();
  if (promise === undefined || promise === watched) return;
  watched = promise;
  isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  promise.then(settle, settle);
}

/** @returns whether the entry still waits, which is then reported */
export function warnUnsettled(): boolean {
  if (isSettled) return false;
  for (const stall of stalledModules()) {
    writeDescriptor(2, encodeUtf8(`Warning: Detected unsettled top-level await at ${stall}\n\n\n\n`));
  }
  return true;
}
