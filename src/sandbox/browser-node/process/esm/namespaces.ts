/** Which objects are namespaces of modules, for `util.types`. */

const namespaces = new WeakSet();

export function newNamespace(): Record<string, unknown> {
  const namespace = Object.create(null) as Record<string, unknown>;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  namespaces.add(namespace);
  return namespace;
}

export function isNamespace(value: object): boolean {
  return namespaces.has(value);
}
