/** What a page remembers on this computer; where the browser refuses to store, as long as the tab lives. */
import { PROBE, SITE, type StoredKey } from './keys.ts';

export interface Storage {
  /** Undefined for what was never stored. */
  get(key: StoredKey): string | undefined;
  /** False when the browser refuses it, as when its room is full: this page alone has it then, and what was stored stays. */
  set(key: StoredKey, value: string): boolean;
  delete(key: StoredKey): void;
  /** Of everything stored here, in no order. */
  keys(): readonly StoredKey[];
  /** Calls `hear` when another tab changes a key, with null when it may be any; until `signal` aborts. */
  watch(hear: (key: StoredKey | null) => void, signal: AbortSignal): void;
  /** Whether it will still be there after a reload. */
  readonly isLasting: boolean;
}

let prefix = SITE;

let opened: Storage | undefined;

/** Before anything is stored: learners who share a browser, and its storage, are kept apart by a name of each. */
export function keepApart(whose: string): void {
  prefix = `${SITE}${whose}:`;
}

/** One for the page, so that what only memory holds is the same for all. */
export function openStorage(): Storage {
  opened ??= lastingStorage() ?? tabStorage();
  return opened;
}

/** Undefined where storage is blocked: a private window, a frame with an opaque origin. */
function lastingStorage(): Storage | undefined {
  try {
    const store = globalThis.localStorage;
    store.setItem(prefix + PROBE, '1');
    store.removeItem(prefix + PROBE);
    // What found no room stays with the page as long as it is open.
    const held = new Map<StoredKey, string>();
    return {
      isLasting: true,
      get: (key) => held.get(key) ?? store.getItem(prefix + key) ?? undefined,
      set(key, value) {
        try {
          store.setItem(prefix + key, value);
          held.delete(key);
          return true;
        } catch {
          held.set(key, value);
          return false;
        }
      },
      delete(key) {
        held.delete(key);
        store.removeItem(prefix + key);
      },
      keys() {
        const own = Object.keys(store).filter((key) => key.startsWith(prefix));
        return [...new Set([...own.map((key) => key.slice(prefix.length) as StoredKey), ...held.keys()])];
      },
      watch(hear, signal) {
        const onStorage = ({ key, storageArea }: StorageEvent) => {
          if (storageArea !== store) return;
          if (key === null) hear(null);
          else if (key.startsWith(prefix)) hear(key.slice(prefix.length) as StoredKey);
        };
        addEventListener('storage', onStorage, { signal });
      },
    };
  } catch {
    return undefined;
  }
}

/** A tab's name is all that a page may leave to the next one then; browsers take it away when another site comes. */
function tabStorage(): Storage {
  // A frame's name is its host's.
  if (window.top !== window) return memoryStorage();
  const values = new Map<StoredKey, string>();
  const read = () => {
    for (const [key, value] of Object.entries(parseName()))
      if (typeof value === 'string') values.set(key as StoredKey, value);
  };
  read();
  // Shown again as it was left, a page may have missed what a later one kept.
  addEventListener('pageshow', read);
  // At once: Chromium loses a name that a page gives while it goes.
  return memoryStorage(values, () => (window.name = SITE + JSON.stringify(Object.fromEntries(values))));
}

function parseName(): object {
  try {
    return window.name.startsWith(SITE) ? ((JSON.parse(window.name.slice(SITE.length)) as object | null) ?? {}) : {};
  } catch {
    return {};
  }
}

/** @param onChange hears of every change */
export function memoryStorage(values = new Map<StoredKey, string>(), onChange: () => void = () => undefined): Storage {
  return {
    isLasting: false,
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value);
      onChange();
      return true;
    },
    delete(key) {
      values.delete(key);
      onChange();
    },
    keys: () => [...values.keys()],
    // No other tab can see it.
    watch: () => undefined,
  };
}
