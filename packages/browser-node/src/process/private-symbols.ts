/**
 * V8's private symbols, which Node's library hangs on any object and no reflection sees. A browser has none, so each is a symbol
 * whose accessor on Object.prototype keeps the values in a WeakMap.
 */
import { parts } from './parts.ts';

export const privateSymbols: Record<string, symbol> = {};

/** Before any of Node's library runs. */
export function installPrivateSymbols(): void {
  const { util } = parts.facts.shapes as unknown as {
    util: { members: { privateSymbols: { members: Record<string, unknown> } } };
  };
  for (const name of Object.keys(util.members.privateSymbols.members)) {
    const symbol = Symbol(`node:${name}`);
    const values = new WeakMap<object, unknown>();
    privateSymbols[name] = symbol;
    Object.defineProperty(Object.prototype, symbol, {
      get(this: unknown) {
        return (typeof this === 'object' && this !== null) || typeof this === 'function' ? values.get(this) : undefined;
      },
      set(this: object, value: unknown) {
        values.set(this, value);
      },
    });
  }
}
