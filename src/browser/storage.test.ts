import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MODE, THEME, wholeName } from './keys.ts';

// A page opens one storage, and each test is a page.
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** As a browser keeps texts: own properties, and an error once there is no room. */
function roomFor(characters: number) {
  const store: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => store[key] ?? null,
    setItem(key: string, value: string) {
      if (value.length > characters) throw new DOMException('full', 'QuotaExceededError');
      store[key] = value;
    },
    removeItem: (key: string) => Reflect.deleteProperty(store, key),
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(store, name, { value });
  return store;
}

test('what finds no room stays with the page, and what was stored stays stored', async () => {
  const store = roomFor(5);
  vi.stubGlobal('localStorage', store);
  const { openStorage } = await import('./storage.ts');
  const storage = openStorage();
  expect(storage.set(THEME, 'short')).toBe(true);
  expect(storage.set(THEME, 'too long')).toBe(false);
  expect(storage.set(MODE, 'too long')).toBe(false);
  expect(storage.get(THEME)).toBe('too long');
  expect(storage.keys()).toEqual([THEME, MODE]);
  expect(store[wholeName(THEME)]).toBe('short');
  expect(storage.set(THEME, 'again')).toBe(true);
  expect(storage.get(THEME)).toBe('again');
  storage.delete(MODE);
  expect(storage.get(MODE)).toBeUndefined();
});
