/**
 * Built-in functions as they were before the learner's code ran. The guard calls these alone, and keeps what it decides by in lists and
 * tables without a prototype: whatever a program does to `Array.prototype` or `Object.prototype`, the guard reads and writes the same.
 */
const { apply, construct, defineProperty, getPrototypeOf, setPrototypeOf, ownKeys } = Reflect;
const { Error, Number, String } = globalThis;
const { captureStackTrace } = Error;
const { now } = Date;
export { apply, captureStackTrace, construct, defineProperty, Error, getPrototypeOf, now, Number, ownKeys, String };

type Method<This, Given extends readonly unknown[], Result> = (this: This, ...given: Given) => Result;

/** `method.call` that nobody can replace. */
function uncurry<This, Given extends readonly unknown[], Result>(method: Method<This, Given, Result>) {
  return (self: This, ...given: Given): Result => apply<This, Given, Result>(method, self, given);
}

export const startsWith: (text: string, start: string) => boolean = uncurry(String.prototype.startsWith);
export const indexOf: (text: string, part: string) => number = uncurry(String.prototype.indexOf);
export const slice: (text: string, from: number, to?: number) => string = uncurry(String.prototype.slice);
export const upperCase: (text: string) => string = uncurry(String.prototype.toUpperCase);

export type Table<Value> = Record<number | string, Value | undefined>;

export function table<Value>(entries: readonly (readonly [string, Value])[] = []): Table<Value> {
  return setPrototype(Object.fromEntries(entries), null);
}

/** `Object.setPrototypeOf`, as it was. */
export function setPrototype<Value extends object>(value: Value, prototype: object | null): Value {
  setPrototypeOf(value, prototype);
  return value;
}

/** A list to be read by index alone. */
export interface List<Value = string> {
  readonly length: number;
  [index: number]: Value;
}

/** Empty, and writable by index: no setter that a program puts on a prototype hears what is written. */
export function list<Value = string>(): List<Value> {
  return setPrototype([], null);
}

export function append<Value>(target: List<Value>, added: List<Value>, from = 0): void {
  for (let at = from; at < added.length; at++) target[target.length] = added[at] as Value;
}

/** A copy of primitive texts, each read once: what answers differently at a second look is not looked at twice. */
export function copyOf(given: unknown): List {
  const copy = list();
  if (typeof given !== 'object' || given === null) return copy;
  const { length } = given as List<unknown>;
  for (let at = 0; at < length; at++) copy[at] = String((given as List<unknown>)[at]);
  return copy;
}
