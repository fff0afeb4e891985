/** What a page must know of the course to tell how far a learner is: small, since it travels with the page. */
import type { Prediction } from '../../../core/lesson/lesson.schema.ts';
import { misconceptionsOf } from '../../quiz/model/grade.ts';
import { questionHash } from '../../quiz/model/quiz-item.ts';
import { hashOf } from '../../quiz/model/seeded.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import type { QuestionKey } from './answers.ts';
import type { StepId } from './progress.ts';

export interface CourseOutline {
  readonly lessons: readonly LessonOutline[];
}

export interface LessonOutline {
  readonly slug: string;
  readonly order: number;
  readonly title: string;
  /** None while the lesson is not written. */
  readonly steps: readonly StepOutline[];
}

export interface StepOutline {
  readonly id: StepId;
  readonly slug: string;
  readonly title: string;
  /** Hash of its prediction. */
  readonly prediction: string;
  readonly questions: readonly QuestionOutline[];
}

export interface QuestionOutline {
  readonly key: QuestionKey;
  /** Its hash, as the store of answers keeps it. */
  readonly asked: string;
  /** Misconceptions behind its wrong options. */
  readonly beliefs: readonly string[];
}

/** As much of an authored lesson as an outline is made of. */
interface Authored {
  readonly slug: string;
  readonly order: number;
  readonly matter: { readonly title: string };
  readonly steps: readonly {
    readonly id: string;
    readonly slug: string;
    readonly matter: { readonly title: string; readonly prediction: Prediction };
    readonly quiz: readonly Question[];
  }[];
}

export function outlineOf(lessons: readonly Authored[]): CourseOutline {
  return {
    lessons: lessons.map(({ slug, order, matter, steps }) => ({
      slug,
      order,
      title: matter.title,
      steps: steps.map((step) => ({
        id: step.id,
        slug: step.slug,
        title: step.matter.title,
        prediction: predictionHash(step.matter.prediction),
        questions: step.quiz.map((question) => ({
          key: `${step.id}/${question.id}`,
          asked: questionHash(question),
          beliefs: misconceptionsOf(question),
        })),
      })),
    })),
  };
}

/** The question and its choices: what a learner picked means something only while these are the same. */
export function predictionHash({ question, choices }: Pick<Prediction, 'question' | 'choices'>): string {
  return hashOf(JSON.stringify([question, choices.map(({ text }) => text)])).toString(16);
}
