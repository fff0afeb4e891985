/** The objects that `import *` and `import()` give. */
import { host } from '../host.ts';

const namespaces = new WeakSet();

export function newNamespace(): Record<string, unknown> {
  const namespace = Object.create(null) as Record<string, unknown>;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  namespaces.add(namespace);
  return namespace;
}

/** As programs see it: its names are sorted, and each looks like a value of its own, which it is not for our side. */
export function shownNamespace(namespace: Record<string, unknown>): object {
  const shown = new host.Proxy(namespace, {
    ownKeys: (target) =>
      Reflect.ownKeys(target).toSorted((one, other) => rank(one) - rank(other) || compare(one, other)),
    getOwnPropertyDescriptor: (target, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, name);
      if (typeof name === 'symbol' || descriptor === undefined) return descriptor;
      return { value: target[name], writable: true, enumerable: true, configurable: true };
    },
    set: (_target, name) => {
      throw new TypeError(`Cannot assign to read only property '${String(name)}' of object '[object Module]'`);
    },
    defineProperty: () => false,
    deleteProperty: (target, name) => !Reflect.has(target, name),
  });
  namespaces.add(shown);
  return shown;
}

/** Symbols come last. */
const rank = (key: string | symbol) => (typeof key === 'symbol' ? 1 : 0);
const compare = (one: string | symbol, other: string | symbol) => (String(one) < String(other) ? -1 : 1);

export function isNamespace(value: object): boolean {
  return namespaces.has(value);
}
