/** Judges an answer to a question of any kind, and says of each part what is to be said of it. */
import { normalise } from './normalise.ts';
import type { OptionsQuestion, OrderingQuestion, Question, TypedQuestion } from './quiz.schema.ts';

/** What a learner gave: indexes of options, indexes of items in the order chosen, or what was typed. */
export type Given =
  | { readonly by: 'options'; readonly picked: readonly number[] }
  | { readonly by: 'order'; readonly order: readonly number[] }
  | { readonly by: 'text'; readonly text: string };

export interface Remark {
  /** The option or item it is about; undefined when it is about the answer as a whole. */
  readonly about?: number;
  readonly kind: 'right' | 'wrong';
  readonly feedback: string;
  /** What one believes who answers so. */
  readonly misconception?: string;
}

export interface Grade {
  readonly correct: boolean;
  /** Nothing in it is wrong, but something is missing. */
  readonly incomplete: boolean;
  readonly remarks: readonly Remark[];
  /** Each once. */
  readonly misconceptions: readonly string[];
}

/** An answer of another way than the question's, as one to an earlier form of it, is wrong. */
export function grade(question: Question, given: Given): Grade {
  if ('options' in question) return given.by === 'options' ? gradeOptions(question, given.picked) : NOTHING;
  if ('items' in question) return given.by === 'order' ? gradeOrder(question, given.order) : NOTHING;
  return given.by === 'text' ? gradeText(question, given.text) : NOTHING;
}

const NOTHING: Grade = { correct: false, incomplete: false, remarks: [], misconceptions: [] };

/** Right only when every correct option was picked and no other. */
function gradeOptions({ options }: OptionsQuestion, picked: readonly number[]): Grade {
  const remarks = options.flatMap(({ correct, feedback, misconception }, about): Remark[] => {
    if (!picked.includes(about)) return [];
    return [{ about, kind: correct ? 'right' : 'wrong', feedback, ...(misconception && { misconception }) }];
  });
  const isComplete = options.every(({ correct }, index) => !correct || picked.includes(index));
  return toGrade(remarks, isComplete);
}

/**
 * An order is right when each item stands after the one before it: so every wrong order breaks at least one such pair, and
 * each broken pair has its own explanation.
 */
function gradeOrder({ items, feedback: right }: OrderingQuestion, order: readonly number[]): Grade {
  const isWhole = order.length === items.length && items.every((_, index) => order.includes(index));
  if (!isWhole) return NOTHING;
  const remarks = items.flatMap(({ feedback, misconception }, about): Remark[] => {
    if (about === 0 || order.indexOf(about) > order.indexOf(about - 1)) return [];
    return [{ about, kind: 'wrong', feedback: feedback ?? '', ...(misconception && { misconception }) }];
  });
  return toGrade(remarks.length > 0 ? remarks : [{ kind: 'right', feedback: right }], true);
}

function gradeText({ accept, mistakes, feedback, otherwise }: TypedQuestion, text: string): Grade {
  const said = normalise(text);
  const says = (answers: readonly string[]) => answers.some((answer) => normalise(answer) === said);
  if (says(accept)) return toGrade([{ kind: 'right', feedback }], true);
  const mistake = mistakes.find(({ answers }) => says(answers));
  if (mistake === undefined) return toGrade([{ kind: 'wrong', feedback: otherwise }], true);
  return toGrade([{ kind: 'wrong', feedback: mistake.feedback, misconception: mistake.misconception }], true);
}

function toGrade(remarks: readonly Remark[], isComplete: boolean): Grade {
  const isClean = remarks.every(({ kind }) => kind === 'right');
  const named = remarks.flatMap(({ misconception }) => misconception ?? []);
  return {
    correct: isClean && isComplete,
    incomplete: isClean && !isComplete,
    remarks,
    misconceptions: [...new Set(named)],
  };
}

/** Several correct options make it a question of checkboxes. */
export function isMultiple({ options }: OptionsQuestion): boolean {
  return options.filter(({ correct }) => correct).length > 1;
}

/** Every misconception that an answer to it may reveal. */
export function misconceptionsOf(question: Question): readonly string[] {
  const holders = 'options' in question ? question.options : 'items' in question ? question.items : question.mistakes;
  return [...new Set(holders.flatMap(({ misconception }) => misconception ?? []))];
}
