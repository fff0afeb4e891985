/** Keeps a self-check over a reload: one for each page of quizzes, and only while its questions are the same. */
import type { QuizRun } from '../model/quiz-run.ts';
import type { Attempt } from '../../progress/client/answers-store.ts';
import { isRecord } from '../../../core/is-record.ts';
import { isAttempt } from '../../progress/client/is-attempt.ts';
import { QUIZ_RUNS, type StoredKey } from '../../../browser/keys.ts';
import { isTexts, parseWith } from '../../../browser/parse.ts';
import { openStorage, type Storage } from '../../../browser/storage.ts';

const VERSION = 1;

interface Stored {
  readonly of: string;
  readonly run: QuizRun<Attempt>;
}

export class RunStore {
  readonly #storage: Storage;
  readonly #key: StoredKey;
  readonly #of: string;

  /** @param of what the page asks: every question's key and hash, in order */
  constructor(page: string, of: string, storage: Storage = openStorage()) {
    this.#storage = storage;
    this.#key = QUIZ_RUNS.of(page);
    this.#of = of;
  }

  read(): QuizRun<Attempt> | undefined {
    const stored = parseWith(isStored, this.#storage.get(this.#key));
    return stored?.of === this.#of ? stored.run : undefined;
  }

  write(run: QuizRun<Attempt>): void {
    this.#storage.set(this.#key, JSON.stringify({ version: VERSION, of: this.#of, run }));
  }
}

function isStored(value: unknown): value is Stored {
  if (!isRecord(value) || value['version'] !== VERSION || !isRecord(value['run'])) return false;
  const { keys, answers, open } = value['run'];
  return (
    typeof value['of'] === 'string' &&
    isTexts(keys) &&
    isRecord(answers) &&
    Object.values(answers).every(isAttempt) &&
    (open === undefined || typeof open === 'string')
  );
}
