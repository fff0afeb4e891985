/** Remembers what each review of a question found; when it comes again is computed from that. */
import type { ReviewEntry } from '../model/review-schedule.ts';
import { isRecord } from '../../../core/is-record.ts';
import { REVIEWS } from '../../../browser/keys.ts';
import { isTime, parseWith } from '../../../browser/parse.ts';
import { openStorage, type Storage } from '../../../browser/storage.ts';

const VERSION = 1;
/** Of one question, the newest: a review a day at most, so that this is years for all that is ever learnt. */
const KEPT = 100;

interface Stored {
  readonly asked: string;
  readonly reviews: readonly ReviewEntry[];
}

export class ReviewStore {
  readonly #storage: Storage;

  constructor(storage: Storage = openStorage()) {
    this.#storage = storage;
  }

  /** Empty when there was none, the question was another one, or it cannot be read. */
  read(key: string, asked: string): readonly ReviewEntry[] {
    const stored = parseWith(isStored, this.#storage.get(REVIEWS.of(key)));
    return stored?.asked === asked ? stored.reviews : [];
  }

  remember(key: string, asked: string, review: ReviewEntry): void {
    const reviews = [...this.read(key, asked), review].slice(-KEPT);
    this.#storage.set(REVIEWS.of(key), JSON.stringify({ version: VERSION, asked, reviews }));
  }
}

function isStored(value: unknown): value is Stored {
  if (!isRecord(value) || value['version'] !== VERSION) return false;
  const { asked, reviews } = value;
  return typeof asked === 'string' && Array.isArray(reviews) && reviews.every(isEntry);
}

const isEntry = (value: unknown): value is ReviewEntry =>
  isRecord(value) && isTime(value['at']) && typeof value['correct'] === 'boolean';
