/** Judges an answer to a question: right only when every correct option was picked and no other. */
import type { Question } from './quiz.schema.ts';

export interface Grade {
  readonly correct: boolean;
  /** What to say of each picked option, and of the correct ones that were left out. */
  readonly remarks: readonly { readonly option: number; readonly kind: 'right' | 'wrong' | 'missed' }[];
}

/** @param picked indexes into the question's options */
export function grade({ options }: Question, picked: ReadonlySet<number>): Grade {
  const remarks = options.flatMap(({ correct }, option) => {
    if (picked.has(option)) return [{ option, kind: correct ? ('right' as const) : ('wrong' as const) }];
    return correct ? [{ option, kind: 'missed' as const }] : [];
  });
  return { correct: remarks.every(({ kind }) => kind === 'right'), remarks };
}

/** Several correct options make it a question of checkboxes. */
export function isMultiple({ options }: Question): boolean {
  return options.filter(({ correct }) => correct).length > 1;
}
