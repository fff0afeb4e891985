/** How far a learner is: what is kept, laid over the course as it is now. What the course no longer has does not count. */
import { answerTo, type KeptAnswers } from './answers.ts';
import type { CourseOutline, LessonOutline, StepOutline } from './outline.ts';
import type { PredictionProgress, Progress } from './progress.ts';

export interface StepSummary {
  readonly step: StepOutline;
  readonly read: boolean;
  readonly ran: boolean;
  readonly solved: boolean;
  readonly prediction: PredictionProgress | undefined;
  readonly questions: {
    readonly all: number;
    readonly answered: number;
    readonly right: number;
    readonly firstRight: number;
  };
  /** Parts of the step that are done, from 0 to 1. A prediction is an offer and no part. */
  readonly share: number;
  readonly done: boolean;
}

export interface Totals {
  readonly steps: number;
  readonly done: number;
  readonly read: number;
  readonly predicted: number;
  /** Predictions that were right. */
  readonly foreseen: number;
  readonly ran: number;
  readonly solved: number;
  readonly questions: StepSummary['questions'];
  /** From 0 to 1. */
  readonly share: number;
}

export interface LessonSummary extends Totals {
  readonly lesson: LessonOutline;
  readonly each: readonly StepSummary[];
}

export interface CourseSummary extends Totals {
  readonly lessons: readonly LessonSummary[];
  /** Whether anything at all was done. */
  readonly begun: boolean;
  /** Where to go on; undefined when every step is done. */
  readonly next: { readonly lesson: LessonOutline; readonly step: StepOutline } | undefined;
}

/** What is kept of a learner. */
export interface Kept {
  readonly progress: Progress;
  readonly answers: KeptAnswers;
}

export function summarise(kept: Kept, { lessons }: CourseOutline): CourseSummary {
  const summaries = lessons.map((lesson) => summariseLesson(kept, lesson));
  const steps = summaries.flatMap(({ each }) => each);
  return {
    ...totalsOf(steps),
    lessons: summaries,
    begun: kept.progress.last !== undefined || steps.some(({ share }) => share > 0),
    next: nextStep(kept.progress, summaries),
  };
}

function summariseLesson(kept: Kept, lesson: LessonOutline): LessonSummary {
  const each = lesson.steps.map((step) => summariseStep(kept, step));
  return { lesson, each, ...totalsOf(each) };
}

function summariseStep({ progress, answers }: Kept, step: StepOutline): StepSummary {
  const moments = progress.steps[step.id] ?? {};
  const read = moments.read !== undefined;
  const ran = moments.ran !== undefined;
  const solved = moments.solved !== undefined;
  const prediction = progress.predictions[step.id];
  const given = step.questions.map((question) => answerTo(answers, question)).filter((answer) => answer !== undefined);
  const questions = {
    all: step.questions.length,
    answered: given.length,
    right: given.filter(({ last }) => last.correct).length,
    firstRight: given.filter(({ first }) => first.correct).length,
  };
  const quiz = questions.all === 0 ? 1 : questions.answered / questions.all;
  const share = (Number(read) + Number(ran) + Number(solved) + quiz) / 4;
  return {
    step,
    read,
    ran,
    solved,
    prediction: prediction?.asked === step.prediction ? prediction : undefined,
    questions,
    share,
    done: share === 1,
  };
}

function totalsOf(steps: readonly StepSummary[]): Totals {
  const count = (is: (step: StepSummary) => boolean) => steps.filter(is).length;
  const sum = (name: keyof StepSummary['questions']) =>
    steps.reduce((total, { questions }) => total + questions[name], 0);
  return {
    steps: steps.length,
    done: count(({ done }) => done),
    read: count(({ read }) => read),
    predicted: count(({ prediction }) => prediction !== undefined),
    foreseen: count(({ prediction }) => prediction?.right === true),
    ran: count(({ ran }) => ran),
    solved: count(({ solved }) => solved),
    questions: { all: sum('all'), answered: sum('answered'), right: sum('right'), firstRight: sum('firstRight') },
    share: steps.length === 0 ? 0 : steps.reduce((total, { share }) => total + share, 0) / steps.length,
  };
}

/** The step that was open last; when it is done, the next that is not, and from the end on from the beginning. */
function nextStep({ last }: Progress, lessons: readonly LessonSummary[]): CourseSummary['next'] {
  const all = lessons.flatMap(({ lesson, each }) => each.map(({ step, done }) => ({ lesson, step, done })));
  const at = Math.max(
    0,
    all.findIndex(({ step }) => step.id === last),
  );
  const found = [...all.slice(at), ...all.slice(0, at)].find(({ done }) => !done);
  return found && { lesson: found.lesson, step: found.step };
}
