/** What a page hears when a question was judged: progress, the self-check and the review listen to it. */
import type { Attempt } from '../../progress/client/answers-store.ts';

/** `key` is `<lesson>/<step>/<question>`. */
export type QuizAnswered = { readonly key: string } & Attempt;

declare global {
  interface HTMLElementEventMap {
    'quiz-answered': CustomEvent<QuizAnswered>;
  }
}

export function quizAnswered(detail: QuizAnswered): CustomEvent<QuizAnswered> {
  return new CustomEvent('quiz-answered', { bubbles: true, detail });
}
