/** All that this browser keeps of a learner, as one thing: to save, to bring back, to forget. Preferences are not part of it. */
import type { LearnerRecord } from '../model/progress-file.ts';
import type { ProgressStore } from './progress-store.ts';
import { ANSWERS, CODE, QUIZ_RUNS, REVIEWS, type StoredKey } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';

/** Beside the progress itself: answers, what is to be reviewed when, a self-check under way, and the code. */
const KEPT = [ANSWERS, REVIEWS, QUIZ_RUNS, CODE] as const;

export function isLearners(key: string): key is StoredKey {
  return KEPT.some((family) => family.has(key));
}

export function readRecord(store: ProgressStore, storage: Storage): LearnerRecord {
  const keys = storage.keys().filter(isLearners);
  return {
    progress: store.read(),
    kept: Object.fromEntries(keys.map((key) => [key, storage.get(key) ?? ''])),
  };
}

/** Whether there is anything that an import would replace. */
export function hasRecord(store: ProgressStore, storage: Storage): boolean {
  const { steps, predictions } = store.read();
  return storage.keys().some(isLearners) || Object.keys(steps).length + Object.keys(predictions).length > 0;
}

/** @returns false when the browser had no room for all of it: then the record is as it was before */
export function replaceRecord(record: LearnerRecord, store: ProgressStore, storage: Storage): boolean {
  const before = readRecord(store, storage);
  if (write(record, store, storage)) return true;
  write(before, store, storage);
  return false;
}

function write({ progress, kept }: LearnerRecord, store: ProgressStore, storage: Storage): boolean {
  forgetRecord(store, storage, { code: true });
  // The progress last: who hears of its change finds the rest in place.
  const hasRoom = Object.entries(kept).every(([key, text]) => !isLearners(key) || storage.set(key, text));
  store.replace(progress);
  return hasRoom && store.isLasting === storage.isLasting;
}

/** @param options.code whether the learner's edits go too */
export function forgetRecord(store: ProgressStore, storage: Storage, { code }: { readonly code: boolean }): void {
  for (const key of storage.keys()) if (isLearners(key) && (code || !CODE.has(key))) storage.delete(key);
  store.clear();
}
