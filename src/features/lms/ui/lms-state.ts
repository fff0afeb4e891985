/** A learner's work on a lesson, as small as a learning platform wants it, and back. Code stays in the browser: it has no room there. */
import { readRecord } from '../../progress/client/learner-record.ts';
import { packText, unpackText } from '../../../browser/packed-text.ts';
import type { ProgressStore } from '../../progress/client/progress-store.ts';
import { ANSWERS } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';
import { fromFile, toFile } from '../../progress/model/progress-file.ts';

/** Far more than a lesson takes. */
const MOST_BYTES = 200_000;

/** @returns undefined when there is more than `most` characters even without the answers */
export async function suspend(store: ProgressStore, storage: Storage, most: number): Promise<string | undefined> {
  const { progress, kept } = readRecord(store, storage);
  const answers = Object.fromEntries(Object.entries(kept).filter(([key]) => ANSWERS.has(key)));
  for (const each of [answers, {}]) {
    const packed = await packText(toFile({ progress, kept: each }, new Date()));
    if (packed.length <= most) return packed;
  }
  return undefined;
}

/**
 * Puts back what the platform kept, unless this browser has the same or more. What cannot be read is passed over: the lesson
 * then starts anew.
 */
export async function resume(suspended: string, store: ProgressStore, storage: Storage): Promise<void> {
  const text = await unpackText(suspended, MOST_BYTES).catch(() => undefined);
  const reading = fromFile(text ?? '', (key) => ANSWERS.has(key));
  if ('problem' in reading) return;
  const { progress, kept } = reading.record;
  for (const [key, answer] of Object.entries(kept))
    if (ANSWERS.has(key) && storage.get(key) === undefined) storage.set(key, answer);
  const own = store.read();
  store.replace({
    ...progress,
    ...own,
    steps: mergeEach(progress.steps, own.steps),
    predictions: { ...progress.predictions, ...own.predictions },
  });
}

function mergeEach<Value extends object>(
  kept: Readonly<Record<string, Value>>,
  own: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const ids = new Set([...Object.keys(kept), ...Object.keys(own)]);
  return Object.fromEntries([...ids].map((id) => [id, { ...kept[id], ...own[id] } as Value]));
}
