/** Judges an answer to a question: right only when every correct option was picked and no other. */
import type { Question } from './quiz.schema.ts';

export interface Remark {
  /** Index into the question's options. */
  readonly option: number;
  readonly kind: 'right' | 'wrong' | 'missed';
}

export interface Grade {
  readonly correct: boolean;
  /** For each picked option, and for the correct ones that were left out. */
  readonly remarks: readonly Remark[];
}

/** @param picked indexes into the question's options */
export function grade({ options }: Question, picked: ReadonlySet<number>): Grade {
  const remarks = options.flatMap(({ correct }, option): Remark[] => {
    if (picked.has(option)) return [{ option, kind: correct ? 'right' : 'wrong' }];
    return correct ? [{ option, kind: 'missed' }] : [];
  });
  return { correct: remarks.every(({ kind }) => kind === 'right'), remarks };
}

/** Several correct options make it a question of checkboxes. */
export function isMultiple({ options }: Question): boolean {
  return options.filter(({ correct }) => correct).length > 1;
}
