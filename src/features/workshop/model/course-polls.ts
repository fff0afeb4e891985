/** What an instructor can ask a class: the course's predictions, and its questions that one choice answers. Pure. */
import type { Prediction } from '../../../core/lesson/lesson.schema.ts';
import { plain } from '../../../core/inline-code.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { PollAsked } from './protocol.schema.ts';

export interface CoursePoll extends Omit<PollAsked, 'id'> {
  /** `<lesson>/<step>`. */
  readonly step: string;
  readonly from: 'prediction' | 'question';
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
      { step: id, from: 'prediction', ...pollOf(matter.prediction.question, matter.prediction.choices, 'right') },
      ...quiz.flatMap((question): CoursePoll[] =>
        question.kind === 'choice' && question.code === undefined && isSingle(question.options)
          ? [{ step: id, from: 'question', ...pollOf(question.question, question.options, 'correct') }]
          : [],
      ),
    ])
    .filter(({ text, choices }) => choices.length <= most.choices && [text, ...choices.map(textOf)].every(fits));
}

/** The steps that have some, in the order of the course, but for the one that is led: it comes first. */
export function stepsToAsk(polls: readonly CoursePoll[], led: string | null): readonly string[] {
  const steps = [...new Set(polls.map(({ step }) => step))];
  return steps.toSorted((one, other) => Number(other === led) - Number(one === led));
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
const textOf = ({ text }: { readonly text: string }) => text;
const fits = (text: string) => text.length <= most.pollText;
