/** What an instructor can ask a class: the course's predictions, and its questions that one choice answers. Pure. */
import type { Prediction } from '../lesson/lesson.schema.ts';
import { plain } from '../quiz/inline-code.ts';
import type { Question } from '../quiz/quiz.schema.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { PollAsked } from './protocol.schema.ts';

export interface CoursePoll extends Omit<PollAsked, 'id'> {
  /** `<lesson>/<step>`. */
  readonly step: string;
  readonly kind: 'prediction' | 'question';
}

interface Authored {
  readonly id: string;
  readonly matter: { readonly prediction: Prediction };
  readonly quiz: readonly Question[];
}

/** Those with code or with several right answers are left out: a poll shows words, and takes one choice. */
export function coursePolls(steps: readonly Authored[]): readonly CoursePoll[] {
  return steps
    .flatMap(({ id, matter, quiz }): CoursePoll[] => [
      { step: id, kind: 'prediction', ...pollOf(matter.prediction.question, matter.prediction.choices, 'right') },
      ...quiz.flatMap((question): CoursePoll[] =>
        question.kind === 'choice' && question.code === undefined && isSingle(question.options)
          ? [{ step: id, kind: 'question', ...pollOf(question.question, question.options, 'correct') }]
          : [],
      ),
    ])
    .filter(({ text, choices }) => [text, ...choices.map((choice) => choice.text)].every(fits));
}

type Choice<Mark extends string> = { readonly text: string; readonly misconception?: string | undefined } & {
  readonly [key in Mark]: boolean;
};

function pollOf<Mark extends string>(
  question: string,
  choices: readonly Choice<Mark>[],
  mark: Mark,
): Omit<PollAsked, 'id'> {
  return {
    text: plain(question),
    choices: choices.map((choice) => ({
      text: plain(choice.text),
      ...(choice[mark] && { correct: true }),
      ...(choice.misconception !== undefined && { misconception: choice.misconception }),
    })),
  };
}

const isSingle = (options: readonly { readonly correct: boolean }[]) =>
  options.filter(({ correct }) => correct).length === 1;
const fits = (text: string) => text.length <= most.pollText;
