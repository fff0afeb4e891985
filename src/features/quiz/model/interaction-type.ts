/** A question's way of answering in the words that SCORM 1.2, cmi5 and xAPI share. */
import type { Question } from './quiz.schema.ts';

export type InteractionType = 'choice' | 'sequencing' | 'fill-in';

/** What learning platforms call this kind of question. */
export function interactionTypeOf(question: Question): InteractionType {
  if ('options' in question) return 'choice';
  if ('items' in question) return 'sequencing';
  if ('accept' in question) return 'fill-in';
  return question satisfies never;
}
