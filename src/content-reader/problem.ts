/** What is wrong with the content, so that an author can mend it without asking: where, what was expected, what was found, what to do. */

export interface Problem {
  /** Relative to the content folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

export function describeProblem({ file, line, expected, found, fix }: Problem): string {
  return `${file}:${line}\n  expected  ${expected}\n  found     ${found}\n  fix       ${fix}`;
}

export function problem(file: string, expected: string, found: string, fix: string, line = 1): Problem {
  return { file, line, expected, found, fix };
}
