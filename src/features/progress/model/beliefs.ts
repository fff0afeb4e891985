/** Which misconceptions a learner has shown, and which of these they have overturned since. */
import { answerTo } from './answers.ts';
import type { CourseOutline } from './outline.ts';
import type { Moment } from './progress.ts';
import type { Kept } from './summary.ts';

export interface HeldBelief {
  readonly id: string;
  readonly overturned: boolean;
}

/**
 * A belief is held by picking the wrong option or choice behind which it stands. It is overturned by a later right answer to a
 * question that offers it; where no question does, by a run that showed otherwise. In the order of the course.
 */
export function beliefsOf({ progress, answers }: Kept, outline: CourseOutline): readonly HeldBelief[] {
  const steps = outline.lessons.flatMap((lesson) => lesson.steps);
  const questions = steps.flatMap((step) => step.questions);
  const held = new Map<string, Moment>();
  const hold = (id: string, at: Moment) => held.set(id, Math.max(at, held.get(id) ?? 0));
  const shown = new Map<string, Moment>();
  for (const step of steps) {
    const prediction = progress.predictions[step.id];
    if (prediction?.belief !== undefined && prediction.asked === step.prediction) {
      hold(prediction.belief, prediction.at);
      if (prediction.shown) shown.set(prediction.belief, prediction.shown.at);
    }
    for (const question of step.questions) {
      const answer = answerTo(answers, question);
      for (const id of answer?.misconceptions ?? []) hold(id, answer?.wrongAt?.last ?? 0);
    }
  }
  return [...held].map(([id, at]) => {
    const asking = questions.filter(({ beliefs }) => beliefs.includes(id));
    const isAnswered = asking.some((question) => {
      const last = answerTo(answers, question)?.last;
      return last?.correct === true && last.at > at;
    });
    return { id, overturned: isAnswered || (asking.length === 0 && (shown.get(id) ?? 0) >= at) };
  });
}
