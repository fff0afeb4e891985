/** What the panel says of a step's checks; why one was not judged is said by session/explain.ts. */
import type { CheckState } from '../../session/judge.ts';

export interface CheckWords {
  readonly state: 'pending' | 'checking' | 'passed' | 'failed' | 'not-judged';
  readonly word: string;
  /** What was found, a line each. */
  readonly lines: readonly string[];
}

export function wordsOf(check: CheckState): CheckWords {
  switch (check.kind) {
    case 'pending':
      return { state: 'pending', word: 'Not checked yet', lines: [] };
    case 'checking':
      return { state: 'checking', word: 'Checking', lines: [] };
    case 'not-judged':
      return { state: 'not-judged', word: 'Not judged', lines: check.found === undefined ? [] : [found(check.found)] };
    case 'judged': {
      const { verdict } = check;
      if (verdict.passed) return { state: 'passed', word: 'Passed', lines: [found(verdict.found)] };
      const lines = [`Expected: ${verdict.expected}`, found(verdict.found), verdict.hint];
      return { state: 'failed', word: 'Failed', lines };
    }
    default:
      return check satisfies never;
  }
}

const found = (what: string) => `Found: ${what}`;

/** All checks of a step in a sentence or two; empty before the first try. */
export function summaryOf(checks: readonly CheckState[]): string {
  if (checks.some(({ kind }) => kind === 'checking')) return 'Running your program through the exercise …';
  const judged = checks.filter((check) => check.kind === 'judged');
  const passed = judged.filter(({ verdict }) => verdict.passed).length;
  const count = passed === checks.length ? 'All checks passed.' : `${passed} of ${checks.length} checks passed.`;
  const open = checks.find((check) => check.kind === 'not-judged');
  if (open !== undefined) return `${judged.length > 0 ? `${count} ` : ''}${open.message} ${open.hint}`;
  return judged.length > 0 ? count : '';
}

/** Whether the same program may do better at another try. */
export function canTryAgain(checks: readonly CheckState[]): boolean {
  return checks.some((check) => check.kind === 'not-judged' && check.tryAgain === true);
}
