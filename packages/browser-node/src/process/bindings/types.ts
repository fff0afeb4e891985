/** `types`: what kind of object something is, told by what only that kind can do. */
import { defineBinding } from '../binding.ts';
import { host } from '../host.ts';
import { ownStack } from '../foreign-stacks.ts';
import { isNamespace } from '../esm/namespaces.ts';
import { proxyDetails } from '../proxies.ts';

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const tagOf = (value: unknown) => Object.prototype.toString.call(value);

/** Whether the built-in method accepts the object as its own kind. */
function accepts(method: ((this: never, ...args: never[]) => unknown) | undefined, ...args: unknown[]): Check {
  return (value) => {
    if (!isObject(value) || method === undefined) return false;
    try {
      Reflect.apply(method, value, args);
      return true;
    } catch {
      return false;
    }
  };
}

function getter(prototype: object, name: string): (() => unknown) | undefined {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get;
}

const probe = {};
const isArrayBuffer = accepts(getter(ArrayBuffer.prototype, 'byteLength'));
const isSharedArrayBuffer: Check = (value) => tagOf(value) === '[object SharedArrayBuffer]';
const isRegExp = accepts(getter(RegExp.prototype, 'source'));
const boxes = {
  isNumberObject: accepts(Number.prototype.valueOf),
  isStringObject: accepts(String.prototype.valueOf),
  isBooleanObject: accepts(Boolean.prototype.valueOf),
  isBigIntObject: accepts(BigInt.prototype.valueOf),
  isSymbolObject: accepts(Symbol.prototype.valueOf),
};

defineBinding('types', () => ({
  ...boxes,
  isBoxedPrimitive: (value: unknown) => Object.values(boxes).some((check) => check(value)),
  isArrayBuffer,
  isSharedArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isMap: accepts(getter(Map.prototype, 'size')),
  isSet: accepts(getter(Set.prototype, 'size')),
  isWeakMap: accepts(WeakMap.prototype.has, probe),
  isWeakSet: accepts(WeakSet.prototype.has, probe),
  isDate: accepts(Date.prototype.getTime),
  isRegExp: (value: unknown) => value !== RegExp.prototype && isRegExp(value),
  isPromise: (value: unknown) => isObject(value) && value instanceof host.Promise,
  isMapIterator: (value: unknown) => tagOf(value) === '[object Map Iterator]',
  isSetIterator: (value: unknown) => tagOf(value) === '[object Set Iterator]',
  isAsyncFunction: (value: unknown) => typeof value === 'function' && tagOf(value).startsWith('[object Async'),
  isGeneratorFunction: (value: unknown) => typeof value === 'function' && tagOf(value).endsWith('GeneratorFunction]'),
  isGeneratorObject: (value: unknown) => isObject(value) && tagOf(value).endsWith('Generator]'),
  isArgumentsObject: (value: unknown) =>
    isObject(value) && tagOf(value) === '[object Arguments]' && !(Symbol.toStringTag in value),
  isModuleNamespaceObject: (value: unknown) => isObject(value) && isNamespace(value),
  isNativeError: (value: unknown) => {
    // Whoever asks reads its stack next.
    ownStack(value);
    const { isError } = Error as { isError?: Check };
    return isError?.(value) ?? (value instanceof Error && tagOf(value) === '[object Error]');
  },
  isProxy: (value: unknown) => proxyDetails(value) !== undefined,
  isExternal: () => false,
}));
