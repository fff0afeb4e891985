/** The line between Node's library and our code: each C++ binding is a shape from the pinned binary with our functions over it. */
import { parts } from './parts.ts';
import { fromShape } from './shape.ts';

/** Our part of a binding, over its shape. */
export type Members = Record<string, unknown>;
/** @param shape the binding so far, to read constants from */
type Definition = (shape: Members) => Members;

const definitions = new Map<string, Definition>();
const bindings = new Map<string, Members>();

/** One call for each binding, in a file of its own. A function that it leaves out fails loudly when called. */
export function defineBinding(name: string, define: Definition): void {
  definitions.set(name, define);
}

/** Node's C++ `getInternalBinding`: makes a binding at the first request. */
export function getInternalBinding(name: string): Members {
  const made = bindings.get(name);
  if (made !== undefined) return made;
  const shape = parts.facts.shapes[name];
  const define = definitions.get(name);
  if (shape === undefined && define === undefined) throw new Error(`No such binding: ${name}`);
  const binding = (shape === undefined ? {} : fromShape(shape, name)) as Members;
  bindings.set(name, binding);
  Object.defineProperties(binding, Object.getOwnPropertyDescriptors(define?.(binding) ?? {}));
  return binding;
}

/** Adds to a binding that the library may hold already. */
export function extendBinding(name: string, members: Members): void {
  Object.defineProperties(getInternalBinding(name), Object.getOwnPropertyDescriptors(members));
}

/** A binding's members with the types that the caller knows them to have. */
// The type is the caller's knowledge, as with `querySelector`.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function binding<Known extends object>(name: string): Known {
  return getInternalBinding(name) as Known;
}

/** Members of one value for all names, for functions that nothing depends on. */
export function each(names: readonly string[], value: unknown): Members {
  return Object.fromEntries(names.map((name) => [name, value]));
}
