/** A learner in one line, as the instructor's list shows them. Pure. */
import type { MemberRow } from './views.ts';

export interface RosterLine {
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
  /** `<lesson>/<step>` where they are. */
  readonly step: string | undefined;
  /** Where everyone should be by now they are not yet. */
  readonly isBehind: boolean;
  /** Of that step. */
  readonly runs: number;
  readonly checks: { readonly passed: number; readonly total: number } | undefined;
  /** Steps whose checks all passed, of the whole workshop. */
  readonly solved: number;
  readonly answers: { readonly right: number; readonly given: number };
  readonly hand: number | undefined;
  readonly sharing: 'asked' | 'shared' | undefined;
}

export type RosterOrder = 'hand' | 'name' | 'step' | 'solved' | 'answers';

/** @param steps of the course in order @param pace the step where everyone should be by now */
export function rosterLine(row: MemberRow, steps: readonly string[], pace: string | null): RosterLine {
  const works = Object.values(row.steps);
  const answers = Object.values(row.answers);
  const here = row.step === undefined ? undefined : row.steps[row.step];
  return {
    id: row.id,
    name: row.name,
    online: row.online,
    step: row.step,
    isBehind: pace !== null && placeOf(row.step, steps) < placeOf(pace, steps),
    runs: here?.runs ?? 0,
    checks: here?.checks,
    solved: works.filter(({ checks }) => checks !== undefined && checks.passed === checks.total).length,
    answers: { right: answers.filter(({ correct }) => correct).length, given: answers.length },
    hand: row.hand,
    sharing: row.shared === undefined ? (row.shareAsked ? 'asked' : undefined) : 'shared',
  };
}

/** @param steps of the course in order; who is behind comes first, and a raised hand before all in its order */
export function sortRoster(
  lines: readonly RosterLine[],
  order: RosterOrder,
  steps: readonly string[],
): readonly RosterLine[] {
  const compare: Record<RosterOrder, (a: RosterLine, b: RosterLine) => number> = {
    hand: (a, b) => (a.hand ?? Infinity) - (b.hand ?? Infinity) || 0,
    name: () => 0,
    step: (a, b) => placeOf(a.step, steps) - placeOf(b.step, steps),
    solved: (a, b) => a.solved - b.solved,
    answers: (a, b) => a.answers.right - b.answers.right,
  };
  return lines.toSorted((a, b) => {
    const difference = compare[order](a, b);
    return (Number.isNaN(difference) ? 0 : difference) || a.name.localeCompare(b.name);
  });
}

/** Before all steps for who has not begun. */
function placeOf(step: string | undefined, steps: readonly string[]): number {
  return step === undefined ? -1 : steps.indexOf(step);
}
