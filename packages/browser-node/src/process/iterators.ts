/**
 * What an iterator of a Map or a Set still has to give. Only taking it tells, so what was taken is given by a `next` of its own from
 * then on; whoever goes over an iterator asks for that by its name.
 */

type Next = (this: unknown) => IteratorResult<unknown, undefined>;

interface Peeked {
  readonly entries: readonly unknown[];
  /** As of `entries()`, told by what they looked like at first. */
  readonly isOfPairs: boolean;
}

/** Those that were looked into, with what is left of them. */
const known = new WeakMap<object, { readonly left: unknown[]; readonly isOfPairs: boolean }>();
const { next: nextOfMap } = new Map()[Symbol.iterator]() as unknown as { readonly next: Next };
const { next: nextOfSet } = new Set()[Symbol.iterator]() as unknown as { readonly next: Next };

export function peek(iterator: IterableIterator<unknown>): Peeked {
  const { left, isOfPairs } = known.get(iterator) ?? look(iterator);
  return { entries: [...left], isOfPairs };
}

function look(iterator: object): { left: unknown[]; isOfPairs: boolean } {
  const isOfMap = Object.prototype.toString.call(iterator) === '[object Map Iterator]';
  const left = taken(iterator, isOfMap ? nextOfMap : nextOfSet);
  // An empty one of a map is taken for that of the map itself, which is `entries()`.
  const isOfPairs = left.length === 0 ? isOfMap : left.every((entry) => isPair(entry, isOfMap));
  const looked = { left, isOfPairs };
  known.set(iterator, looked);
  const own = {
    next(): IteratorResult<unknown, undefined> {
      return left.length === 0 ? { value: undefined, done: true } : { value: left.shift(), done: false };
    },
  };
  Object.defineProperty(iterator, 'next', { value: own.next, configurable: true, enumerable: false, writable: true });
  return looked;
}

function taken(iterator: object, next: Next): unknown[] {
  const entries: unknown[] = [];
  for (let step = next.call(iterator); step.done !== true; step = next.call(iterator)) entries.push(step.value);
  return entries;
}

function isPair(entry: unknown, isOfMap: boolean): boolean {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  return isOfMap || Object.is(entry[0], entry[1]);
}
