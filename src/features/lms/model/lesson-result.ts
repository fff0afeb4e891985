/** What a learning platform is told of a lesson: whether it is complete, and how well it went. */
import type { StepId } from '../../progress/model/progress.ts';
import type { LessonSummary, StepSummary } from '../../progress/model/summary.ts';

export interface LessonResult {
  /** Complete when every question was answered and all checks passed; passed when it is at the pass mark too. Nobody fails: what is missing can still be done. */
  readonly status: 'incomplete' | 'completed' | 'passed';
  /** Whole points from 0 to 100. */
  readonly score: number;
}

export const PASS_MARK = 80;

/**
 * Each question that was right at the first answer and each step whose checks passed are worth the same.
 * @param judged the steps whose checks can pass here: others need what a browser cannot give
 * @param passMark from 0 to 100
 */
export function lessonResult(
  { each }: Pick<LessonSummary, 'each'>,
  judged: ReadonlySet<StepId>,
  passMark: number = PASS_MARK,
): LessonResult {
  const isJudged = ({ step }: StepSummary) => judged.has(step.id);
  const earned = each.reduce((sum, step) => sum + step.questions.firstRight + Number(isJudged(step) && step.solved), 0);
  const possible = each.reduce((sum, step) => sum + step.questions.all + Number(isJudged(step)), 0);
  const isComplete = each.every(
    (step) => step.questions.answered === step.questions.all && (step.solved || !isJudged(step)),
  );
  const score = possible === 0 ? 100 : Math.round((100 * earned) / possible);
  if (!isComplete) return { status: 'incomplete', score };
  return { status: score >= passMark ? 'passed' : 'completed', score };
}
