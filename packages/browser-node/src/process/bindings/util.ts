/** `util`: what Node's library asks about objects and cannot find out in JavaScript alone. */
import { defineBinding } from '../binding.ts';
import { SharedMemory, sleep } from '../blocking.ts';
import { descriptorType } from '../files/descriptors.ts';
import { host, noop } from '../host.ts';
import { privateSymbols } from '../private-symbols.ts';
import { proxyDetails } from '../proxies.ts';
import { realm } from '../realm.ts';
import { parseEnv } from '../parse-env.ts';
import { callSites } from '../call-sites.ts';
import { peek } from '../iterators.ts';

/** Answers of `guessHandleType`, by their number. */
const HANDLE_TYPES = ['TCP', 'TTY', 'UDP', 'FILE', 'PIPE', 'UNKNOWN', 'INVALID'];
const LARGEST_INDEX = 2 ** 32 - 1;

const isIndex = (key: PropertyKey) =>
  typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < LARGEST_INDEX;

/** Properties of a library module that are loaded when first read. */
function defineLazyProperties(target: object, id: string, keys: readonly string[], enumerable = true): void {
  for (const key of keys) {
    const own = { __proto__: null, configurable: true, enumerable };
    const set = (value: unknown) => Object.defineProperty(target, key, { ...own, writable: true, value });
    const get = () => (realm.require(id) as Record<string, unknown>)[key];
    for (const accessor of [get, set]) Object.defineProperty(accessor, 'name', { value: key });
    Object.defineProperty(target, key, { ...own, get, set });
  }
}

function constructorName(value: object): string {
  for (let object: object | null = value; object !== null; object = Object.getPrototypeOf(object) as object | null) {
    const own = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as unknown;
    if (typeof own === 'function' && own.name !== '') return own.name;
  }
  return '';
}

defineBinding('util', (shape) => {
  const { ONLY_ENUMERABLE } = shape['constants'] as { ONLY_ENUMERABLE: number };
  return {
    privateSymbols,
    shouldAbortOnUncaughtToggle: new Uint32Array(1),
    defineLazyProperties,
    isInsideNodeModules: () => false,
    // No browser tells the state of a promise, so each looks pending.
    getPromiseDetails: () => [0, undefined],
    getProxyDetails: (value: unknown, wantsBoth = true) => {
      const details = proxyDetails(value);
      return details === undefined || !wantsBoth ? details?.target : [details.target, details.handler];
    },
    getCallerLocation: noop,
    getCallSites: callSites,
    previewEntries: (value: unknown, isIterator: boolean) => {
      const { isMapIterator, isSetIterator } = realm.internalBinding('types') as Record<
        string,
        (of: unknown) => boolean
      >;
      if (isMapIterator?.(value) === true || isSetIterator?.(value) === true) {
        const { entries, isOfPairs } = peek(value as IterableIterator<unknown>);
        return isIterator ? [isOfPairs ? entries.flat() : entries, isOfPairs] : entries;
      }
      // No browser tells the entries of weak collections.
      return isIterator ? [[], false] : [];
    },
    getOwnNonIndexProperties: (value: object, filter: number) =>
      Reflect.ownKeys(value).filter(
        (key) =>
          !isIndex(key) && (filter !== ONLY_ENUMERABLE || Object.prototype.propertyIsEnumerable.call(value, key)),
      ),
    getConstructorName: constructorName,
    getExternalValue: () => 0n,
    sleep,
    parseEnv,
    constructSharedArrayBuffer: (length: number) => new (SharedMemory ?? ArrayBuffer)(length),
    arrayBufferViewHasBuffer: () => true,
    isArrayBufferDetached: (buffer: ArrayBuffer & { readonly detached?: boolean }) => buffer.detached,
    markPromiseAsHandled: (promise: Promise<unknown>) => void host.Promise.prototype.then.call(promise, noop, noop),
    guessHandleType: (fd: number) => HANDLE_TYPES.indexOf(descriptorType(fd)),
    toUSVString: (value: unknown) => String(value).toWellFormed(),
    isConstructor: (value: unknown) => {
      try {
        Reflect.construct(Object, [], value as () => void);
        return true;
      } catch {
        return false;
      }
    },
    WeakReference: class WeakReference {
      readonly #target: unknown;

      constructor(target: unknown) {
        this.#target = target;
      }

      get(): unknown {
        return this.#target;
      }

      incRef = noop;
      decRef = noop;
    },
  };
});
