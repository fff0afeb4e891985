/** Progress is read anew each time, written at each change, and whole after an import or a reset. */
import { expect, test, vi } from 'vitest';
import { noProgress } from '../model/progress.ts';
import { forgetRecord, hasRecord, isLearners, readRecord, replaceRecord } from './learner-record.ts';
import { ProgressStore } from './progress-store.ts';
import { ANSWERS, CODE, ENGINE, PROGRESS, REVIEWS, THEME, type StoredKey } from '../../../browser/keys.ts';
import { memoryStorage, type Storage } from '../../../browser/storage.ts';

const solved = { kind: 'solved', step: 'one/a' } as const;

/** A storage that refuses keys as a full one does: the page has them all the same. */
const refusing = (storage: Storage, refuses: (key: StoredKey) => boolean): Storage => ({
  ...storage,
  set: (key, value) => storage.set(key, value) && !refuses(key),
});

test('keeps what happened, tells of it once, and sees what another tab wrote', () => {
  const storage = memoryStorage();
  const store = new ProgressStore(storage, () => 5);
  const hear = vi.fn();
  const life = new AbortController();
  store.onChange(hear, life.signal);
  store.record(solved);
  store.record(solved);
  expect(hear).toHaveBeenCalledTimes(1);
  const other = new ProgressStore(storage, () => 7);
  expect(other.read().steps['one/a']).toEqual({ ran: 5, solved: 5 });
  other.record({ kind: 'read', step: 'one/a' });
  store.record({ kind: 'read', step: 'one/b' });
  expect(store.read().steps).toEqual({ 'one/a': { ran: 5, solved: 5, read: 7 }, 'one/b': { read: 5 } });
  life.abort();
  store.clear();
  expect(hear).toHaveBeenCalledTimes(2);
  expect(store.read()).toEqual(noProgress);
});

test('hears of the other tab through the storage', () => {
  let tell: (key: StoredKey | null) => void = () => undefined;
  const storage = { ...memoryStorage(), watch: (hear: typeof tell) => void (tell = hear) };
  const hear = vi.fn();
  new ProgressStore(storage).onChange(hear, new AbortController().signal);
  tell(THEME);
  expect(hear).not.toHaveBeenCalled();
  tell(PROGRESS);
  tell(null);
  expect(hear).toHaveBeenCalledTimes(2);
});

test.each(['{', 'null', '[]', '{"version":9}'])('what cannot be read as progress is none: %s', (text) => {
  const storage = memoryStorage();
  storage.set(PROGRESS, text);
  expect(new ProgressStore(storage).read()).toEqual(noProgress);
});

test('a browser without room keeps it while the page lasts, and does not say otherwise', () => {
  const store = new ProgressStore(refusing({ ...memoryStorage(), isLasting: true }, () => true));
  expect(store.isLasting).toBe(true);
  store.record(solved);
  expect(store.read().steps['one/a']?.solved).toBeDefined();
  expect(store.isLasting).toBe(false);
});

function filled() {
  const storage = memoryStorage();
  const store = new ProgressStore(storage, () => 5);
  store.record(solved);
  storage.set(ANSWERS.of('q'), 'a');
  storage.set(CODE.of('s'), 'e');
  storage.set(REVIEWS.of('q'), 'r');
  storage.set(THEME, 'dark');
  return { storage, store };
}

test('a record holds progress, answers, reviews and code, and no preference', () => {
  const { storage, store } = filled();
  expect(hasRecord(store, storage)).toBe(true);
  expect(readRecord(store, storage).kept).toEqual({
    [ANSWERS.of('q')]: 'a',
    [CODE.of('s')]: 'e',
    [REVIEWS.of('q')]: 'r',
  });
  expect([THEME, ENGINE, PROGRESS].filter(isLearners)).toEqual([]);
  const elsewhere = memoryStorage();
  const other = new ProgressStore(elsewhere);
  expect(hasRecord(other, elsewhere)).toBe(false);
  elsewhere.set(ANSWERS.of('old'), 'x');
  expect(replaceRecord(readRecord(store, storage), other, elsewhere)).toBe(true);
  expect(readRecord(other, elsewhere)).toEqual(readRecord(store, storage));
});

test('a record that has no room leaves the one before it', () => {
  const { storage, store } = filled();
  const before = readRecord(store, storage);
  const full = refusing(storage, (key) => key === ANSWERS.of('large'));
  const large = { progress: noProgress, kept: { [ANSWERS.of('large')]: 'x' } };
  expect(replaceRecord(large, store, full)).toBe(false);
  expect(readRecord(store, storage)).toEqual(before);
});

test('starting over keeps the code unless told otherwise, and preferences always', () => {
  const { storage, store } = filled();
  forgetRecord(store, storage, { code: false });
  expect(storage.keys().toSorted()).toEqual([CODE.of('s'), THEME]);
  forgetRecord(store, storage, { code: true });
  expect(storage.keys()).toEqual([THEME]);
});
