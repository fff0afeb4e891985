/** Hides a worker's globals that Node lacks, so that programs which ask for their platform find Node alone. */
import { parts } from './parts.ts';

/** Our own globals are hidden from lists of the globals. */
const OURS = /^__/;

/** Called when Node's own are in place: they cover the browser's of the same name. */
export function removeForeignGlobals(): void {
  const known = new Set(parts.facts.globals);
  const isForeign = (name: string) => !known.has(name) && !OURS.test(name);
  for (const name of Object.getOwnPropertyNames(globalThis).filter(isForeign)) remove(name);
  let scope = Object.getPrototypeOf(globalThis) as object;
  for (; scope !== Object.prototype; scope = Object.getPrototypeOf(scope) as object) {
    const names = Object.getOwnPropertyNames(scope).filter((name) => name !== 'constructor' && isForeign(name));
    // The methods of an event target belong to other objects of the browser too.
    if (Object.hasOwn(scope, 'addEventListener')) names.forEach(hide);
    else for (const name of names) remove(name, scope);
  }
}

/** What cannot be deleted, as some constants of the browser, is at least not enumerated. */
function remove(name: string, scope: object = globalThis): void {
  if (!Reflect.deleteProperty(scope, name)) hide(name);
}

function hide(name: string): void {
  Reflect.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
}
