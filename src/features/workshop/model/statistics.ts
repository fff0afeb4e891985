/** The class in numbers: where everyone is, what they believe, how they voted. Pure functions of rows and polls. */
import type { Observation } from './member.ts';
import type { Poll } from './workshop.ts';

interface Worked {
  readonly steps: Readonly<
    Record<string, { readonly runs: number; readonly checks?: { readonly passed: number; readonly total: number } }>
  >;
  readonly step?: string;
}

export interface StepHeat {
  readonly step: string;
  /** Learners who are there now, who came by, who ran it, whose checks all passed. */
  readonly here: number;
  readonly seen: number;
  readonly ran: number;
  readonly solved: number;
}

export function stepHeat(members: readonly Worked[], steps: readonly string[]): readonly StepHeat[] {
  return steps.map((step) => {
    const works = members.flatMap((member) => member.steps[step] ?? []);
    return {
      step,
      here: members.filter((member) => member.step === step).length,
      seen: works.length,
      ran: works.filter(({ runs }) => runs > 0).length,
      solved: works.filter(({ checks }) => checks !== undefined && checks.passed === checks.total).length,
    };
  });
}

/** Of how many learners it is known, and how many of them hold it. */
export interface Share {
  readonly asked: number;
  readonly holding: number;
}

export interface BeliefHeat {
  readonly belief: string;
  /** At the first answer that could show it. */
  readonly before: Share;
  /** At the last answer after a run that came after that first one: only of those who gave such an answer. */
  readonly after: Share;
}

interface Believing {
  readonly before: Readonly<Record<string, Observation>>;
  readonly after: Readonly<Record<string, Observation>>;
}

/** Of every belief that an answer could show, the one held most at first comes first. */
export function beliefHeat(members: readonly Believing[]): readonly BeliefHeat[] {
  const before = tally(members.map((member) => member.before));
  const after = tally(members.map((member) => member.after));
  return [...before]
    .map(([belief, share]) => ({ belief, before: share, after: after.get(belief) ?? { asked: 0, holding: 0 } }))
    .sort((a, b) => b.before.holding - a.before.holding || a.belief.localeCompare(b.belief));
}

function tally(records: readonly Readonly<Record<string, Observation>>[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const { belief, held } of records.flatMap((record) => Object.values(record))) {
    const { asked, holding } = shares.get(belief) ?? { asked: 0, holding: 0 };
    shares.set(belief, { asked: asked + 1, holding: holding + (held ? 1 : 0) });
  }
  return shares;
}

/** Votes for each choice. */
export function histogram({ choices, votes }: Pick<Poll, 'choices' | 'votes'>): readonly number[] {
  const counts = choices.map(() => 0);
  for (const choice of votes.values()) counts[choice] = (counts[choice] ?? 0) + 1;
  return counts;
}

/** Whole per cent; undefined of nobody. */
export function percent({ asked, holding }: Share): number | undefined {
  return asked === 0 ? undefined : Math.round((100 * holding) / asked);
}
