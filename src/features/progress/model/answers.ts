/** As much of a kept answer as progress is made of; the store of answers keeps more. */

/** `<lesson>/<step>/<question>`. */
export type QuestionKey = string;

interface Attempt {
  readonly at: number;
  readonly correct: boolean;
}

export interface KeptAnswer {
  /** The hash of the question that was answered. */
  readonly asked: string;
  readonly first: Attempt;
  readonly last: Attempt;
  readonly wrongAt: { readonly last: number } | null;
  /** Misconceptions that ever showed in it. */
  readonly misconceptions: readonly string[];
}

export type KeptAnswers = ReadonlyMap<QuestionKey, KeptAnswer>;

/** Undefined also for an answer to what the question was before it changed. */
export function answerTo(answers: KeptAnswers, question: { readonly key: QuestionKey; readonly asked: string }) {
  const answer = answers.get(question.key);
  return answer?.asked === question.asked ? answer : undefined;
}
