/** What is wrong with the content, so that an author can mend it without asking: where, what was expected, what was found, what to do. */
import { nearestOf } from '../core/nearest.ts';

export interface Problem {
  /** Relative to the content folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
  /** What could stand there. */
  readonly example?: string;
}

export function describeProblem({ file, line, ...said }: Problem): string {
  const parts = (['expected', 'found', 'fix', 'example'] as const).flatMap((name) => {
    const words = said[name];
    return words === undefined ? [] : `  ${name.padEnd(8)}  ${words.trimEnd().replaceAll('\n', `\n${' '.repeat(12)}`)}`;
  });
  return [`${file}:${line}`, ...parts].join('\n');
}

/** Each in full, file by file and from the top of each down. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .toSorted((one, other) => (one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1))
    .map(describeProblem)
    .join('\n\n');
}

export function problem(file: string, expected: string, found: string, fix: string, line = 1): Problem {
  return { file, line, expected, found, fix };
}

/** Begins what to do about a name that none has; empty where no name is spelt like it. */
export function didYouMean(word: string, names: readonly string[]): string {
  const meant = nearestOf(word, names);
  return meant === undefined ? '' : `Did you mean “${meant}”? `;
}
