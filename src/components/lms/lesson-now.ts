/** The lesson as the learner has it at this moment. */
import { AnswersStore } from '../../features/progress/client/answers-store.ts';
import { openProgress } from '../../features/progress/client/progress-store.ts';
import { lessonResult, type LessonResult } from '../../core/lms/lesson-result.ts';
import { summarise } from '../../features/progress/model/summary.ts';
import { outlineHere } from '../../features/progress/ui/kept.ts';
import type { QuizForm } from '../../features/lesson/ui/quiz-form.element.ts';

/** @param passMark from 0 to 100, where the platform sets it */
export function currentResult(judged: ReadonlySet<string>, passMark?: number): LessonResult {
  const kept = { progress: openProgress().read(), answers: new AnswersStore().all() };
  return lessonResult(summarise(kept, outlineHere()).lessons[0] ?? { each: [] }, judged, passMark);
}

/** The forms may have been there before the answers were. */
export function showKeptAnswers(): void {
  for (const form of document.querySelectorAll<QuizForm>('quiz-form')) form.showKept();
}
