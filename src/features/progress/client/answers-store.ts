/**
 * Remembers how a learner answered each question: the first answer, the last, how often, and which misconceptions showed. An
 * answer belongs to the question as it was: one that has changed is asked anew.
 */
import type { Given } from '../../quiz/model/grade.ts';
import { isRecord } from '../../../core/is-record.ts';
import { isAttempt } from './is-attempt.ts';
import { ANSWERS } from '../../../browser/keys.ts';
import { isTexts, isTime, parseWith } from '../../../browser/parse.ts';
import { openStorage, type Storage } from '../../../browser/storage.ts';

const VERSION = 2;

export interface Attempt {
  /** Milliseconds of the wall clock. */
  readonly at: number;
  readonly given: Given;
  readonly correct: boolean;
  readonly misconceptions: readonly string[];
}

export interface Answer {
  /** What was asked: the question's hash, or its words. */
  readonly asked: string;
  readonly first: Attempt;
  readonly last: Attempt;
  readonly tries: number;
  /** When it was answered wrongly, the first and the last time; null for one who never did. */
  readonly wrongAt: { readonly first: number; readonly last: number } | null;
  /** All that ever showed, each once, in the order in which they did. */
  readonly misconceptions: readonly string[];
}

export class AnswersStore {
  readonly #storage: Storage;

  constructor(storage: Storage = openStorage()) {
    this.#storage = storage;
  }

  /** Whether answers will outlive this page. */
  get isLasting(): boolean {
    return this.#storage.isLasting;
  }

  /** Undefined when it was not answered, was another question then, or cannot be read. */
  read(key: string, asked: string): Answer | undefined {
    const answer = parseWith(isAnswer, this.#storage.get(ANSWERS.of(key)));
    return answer?.asked === asked ? answer : undefined;
  }

  /** The options picked last. */
  picked(key: string, asked: string): ReadonlySet<number> | undefined {
    const given = this.read(key, asked)?.last.given;
    return given?.by === 'options' ? new Set(given.picked) : undefined;
  }

  /** Every answer that can be read, by its key; `asked` tells whether the question is still the same. */
  all(): ReadonlyMap<string, Answer> {
    const keys = this.#storage.keys().filter((key) => ANSWERS.has(key));
    return new Map(
      keys.flatMap((key): [string, Answer][] => {
        const answer = parseWith(isAnswer, this.#storage.get(key));
        return answer === undefined ? [] : [[ANSWERS.nameOf(key), answer]];
      }),
    );
  }

  /** @returns false when the browser has no room for it */
  remember(key: string, asked: string, attempt: Attempt): boolean {
    const before = this.read(key, asked);
    const answer: Answer = {
      asked,
      first: before?.first ?? attempt,
      last: attempt,
      tries: (before?.tries ?? 0) + 1,
      wrongAt: attempt.correct
        ? (before?.wrongAt ?? null)
        : { first: before?.wrongAt?.first ?? attempt.at, last: attempt.at },
      misconceptions: [...new Set([...(before?.misconceptions ?? []), ...attempt.misconceptions])],
    };
    return this.#storage.set(ANSWERS.of(key), JSON.stringify({ version: VERSION, ...answer }));
  }
}

function isAnswer(value: unknown): value is Answer {
  if (!isRecord(value) || value['version'] !== VERSION) return false;
  const { asked, first, last, tries, wrongAt, misconceptions } = value;
  const isWrongAt = wrongAt === null || (isRecord(wrongAt) && isTime(wrongAt['first']) && isTime(wrongAt['last']));
  return (
    typeof asked === 'string' &&
    isAttempt(first) &&
    isAttempt(last) &&
    Number.isInteger(tries) &&
    isWrongAt &&
    isTexts(misconceptions)
  );
}
