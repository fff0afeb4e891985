/** The two symbols of `using`, which Safari's engine does not have; Node's library takes them along with all other natives. */

/** Before Node's library takes the natives. */
export function installDisposalSymbols(): void {
  for (const name of ['dispose', 'asyncDispose'] as const) {
    if (name in Symbol) continue;
    Object.defineProperty(Symbol, name, {
      value: Symbol(`Symbol.${name}`),
      configurable: false,
      enumerable: false,
      writable: false,
    });
  }
}
