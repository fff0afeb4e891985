/** Whether a browser can run In-browser Node: by its features, never by its name. */

/** The global scope of a page. */
type Scope = Readonly<Record<string, unknown>>;

/** Features that Node's library or the engine needs at the start; others that a browser lacks are filled in or done without. */
const NEEDED: readonly (readonly [has: (scope: Scope) => boolean, what: string])[] = [
  [has('Worker'), 'Web Workers'],
  [has('WebAssembly'), 'WebAssembly'],
  [has('MessageChannel'), 'message channels'],
  [(scope) => has('URL')(scope) && isFunction(member(scope['URL'], 'createObjectURL')), 'scripts made in the page'],
  [has('Atomics'), 'Atomics'],
  [(scope) => has('WeakRef')(scope) && has('FinalizationRegistry')(scope), 'weak references'],
  [has('BigInt64Array'), '64-bit integers'],
  [has('structuredClone'), 'structuredClone'],
  [(scope) => isFunction(member(scope['Promise'], 'withResolvers')), 'Promise.withResolvers'],
  [(scope) => isFunction(member(scope['Iterator'], 'from')), 'iterator helpers'],
];

/** A sentence about the missing feature, or undefined where none is missing. */
export function whatIsMissing(scope: Scope): string | undefined {
  const missing = NEEDED.flatMap(([isThere, what]) => (isThere(scope) ? [] : [what]));
  if (missing.length === 0) return undefined;
  return `This browser has no ${missing.join(' and no ')}, which Node's library is built on; a newer one runs it.`;
}

function has(name: string): (scope: Scope) => boolean {
  return (scope) => scope[name] !== undefined;
}

function member(owner: unknown, name: string): unknown {
  return owner === undefined || owner === null ? undefined : (owner as Record<string, unknown>)[name];
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
