/** What a page remembers on this computer; in memory alone where the browser refuses to store. */

export interface Storage {
  /** Undefined for what was never stored. */
  get(key: string): string | undefined;
  /** False when the browser refuses it, as when its room is full: what was there stays. */
  set(key: string, value: string): boolean;
  delete(key: string): void;
  /** Of everything stored here, in no order. */
  keys(): readonly string[];
  /** Calls `hear` when another tab changes a key, with null when it may be any; until `life` ends. */
  watch(hear: (key: string | null) => void, life: AbortSignal): void;
  /** Whether it will still be there after a reload. */
  readonly isLasting: boolean;
}

/** Everything of this site begins so: other sites may share the origin. */
const PREFIX = 'cluster-lab:';

let opened: Storage | undefined;

/** One for the page, so that what only memory holds is the same for all. */
export function openStorage(): Storage {
  opened ??= lastingStorage() ?? memoryStorage();
  return opened;
}

/** Undefined where storage is blocked: a private window, a frame with an opaque origin. */
function lastingStorage(): Storage | undefined {
  try {
    const store = globalThis.localStorage;
    store.setItem(`${PREFIX}probe`, '1');
    store.removeItem(`${PREFIX}probe`);
    return {
      isLasting: true,
      get: (key) => store.getItem(PREFIX + key) ?? undefined,
      set(key, value) {
        try {
          store.setItem(PREFIX + key, value);
          return true;
        } catch {
          return false;
        }
      },
      delete: (key) => store.removeItem(PREFIX + key),
      keys: () =>
        Object.keys(store)
          .filter((key) => key.startsWith(PREFIX))
          .map((key) => key.slice(PREFIX.length)),
      watch(hear, signal) {
        const onStorage = ({ key, storageArea }: StorageEvent) => {
          if (storageArea !== store) return;
          if (key === null) hear(null);
          else if (key.startsWith(PREFIX)) hear(key.slice(PREFIX.length));
        };
        addEventListener('storage', onStorage, { signal });
      },
    };
  } catch {
    return undefined;
  }
}

export function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    isLasting: false,
    get: (key) => values.get(key),
    set: (key, value) => values.set(key, value).has(key),
    delete: (key) => void values.delete(key),
    keys: () => [...values.keys()],
    // No other tab can see it.
    watch: () => undefined,
  };
}
