/** The lesson as the learner has it at this moment. */
import { AnswersStore } from '../../progress/client/answers-store.ts';
import { openProgress } from '../../progress/client/progress-store.ts';
import { lessonResult, type LessonResult } from '../model/lesson-result.ts';
import { summarise } from '../../progress/model/summary.ts';
import { outlineHere } from '../../progress/ui/kept.ts';
import type { QuizForm } from '../../lesson/ui/quiz-form.element.ts';

/** @param passMark from 0 to 100, where the platform sets it */
export function currentResult(judged: ReadonlySet<string>, passMark?: number): LessonResult {
  const kept = { progress: openProgress().read(), answers: new AnswersStore().all() };
  return lessonResult(summarise(kept, outlineHere()).lessons[0] ?? { each: [] }, judged, passMark);
}

/** The forms may have been there before the answers were. */
export function showKeptAnswers(): void {
  for (const form of document.querySelectorAll<QuizForm>('quiz-form')) form.showKept();
}
