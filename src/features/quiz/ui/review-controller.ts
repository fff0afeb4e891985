/** What there is to review: the answers of this browser, the questions as they are today, and the plan that follows from both. */
import type { AnswersStore } from '../../progress/client/answers-store.ts';
import type { ReviewStore } from '../client/review-store.ts';
import { dayOf, dueAt, planOf, reviewLog, type ReviewPlan, type Scheduled } from '../model/review-schedule.ts';

export interface ReviewController {
  readonly plan: ReviewPlan;
  /** Questions of today's course that were ever answered, and those among them that were answered wrongly. */
  readonly answered: number;
  readonly missed: number;
  /** Reviews of this day. */
  readonly doneToday: number;
}

/** @param asked each question's hash, by its key */
export function reviewController(
  asked: ReadonlyMap<string, string>,
  { answers, reviews }: { readonly answers: AnswersStore; readonly reviews: ReviewStore },
  now: number,
): ReviewController {
  const found = [...asked].flatMap(([key, hash]) => {
    const answer = answers.read(key, hash);
    if (answer === undefined) return [];
    const done = reviews.read(key, hash);
    const log = reviewLog(answer.wrongAt, done);
    const today = done.filter(({ at }) => dayOf(at) === dayOf(now)).length;
    const scheduled: Scheduled | undefined = log && { key, due: dueAt(log) };
    return [{ scheduled, today }];
  });
  const scheduled = found.flatMap((each) => each.scheduled ?? []);
  const doneToday = found.reduce((sum, { today }) => sum + today, 0);
  return { plan: planOf(scheduled, now, doneToday), answered: found.length, missed: scheduled.length, doneToday };
}
