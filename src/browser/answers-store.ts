/** Remembers what a learner answered: by the question's text too, so that a question that has changed is asked anew. */
import { openStorage, type Storage } from './storage.ts';

const VERSION = 1;

interface Stored {
  readonly version: typeof VERSION;
  /** The question as it was when it was answered. */
  readonly asked: string;
  readonly picked: readonly number[];
}

export class AnswersStore {
  readonly #storage: Storage;

  constructor(storage: Storage = openStorage()) {
    this.#storage = storage;
  }

  /** Undefined when it was not answered, was answered in other words, or cannot be read. */
  picked(key: string, asked: string): ReadonlySet<number> | undefined {
    const stored = parse(this.#storage.get(`answer:${key}`));
    return stored?.asked === asked ? new Set(stored.picked) : undefined;
  }

  remember(key: string, asked: string, picked: ReadonlySet<number>): void {
    const stored: Stored = { version: VERSION, asked, picked: [...picked] };
    this.#storage.set(`answer:${key}`, JSON.stringify(stored));
  }
}

function parse(text: string | undefined): Stored | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    const isWhole =
      value?.version === VERSION &&
      typeof value.asked === 'string' &&
      Array.isArray(value.picked) &&
      value.picked.every((index) => Number.isInteger(index));
    return isWhole ? (value as Stored) : undefined;
  } catch {
    return undefined;
  }
}
