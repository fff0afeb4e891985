/** One learner of a workshop: the chosen name, and what they reported. */
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { Report } from './protocol.schema.ts';

/** What one answer showed of a belief that it offered. */
export interface Observation {
  readonly belief: string;
  readonly held: boolean;
  readonly at: number;
}

export interface StepWork {
  readonly runs: number;
  readonly checks?: { readonly passed: number; readonly total: number };
}

export interface AnswerGiven {
  readonly correct: boolean;
  readonly given: string;
  readonly beliefs: readonly string[];
  readonly at: number;
  readonly tries: number;
}

export interface PredictionGiven {
  readonly picked: number;
  readonly correct: boolean;
  readonly beliefs: readonly string[];
  readonly at: number;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly joinedAt: number;
  /** The last one reported. */
  readonly step?: string;
  readonly steps: Readonly<Record<string, StepWork>>;
  readonly answers: Readonly<Record<string, AnswerGiven>>;
  readonly predictions: Readonly<Record<string, PredictionGiven>>;
  /** Of each belief the first, and the last since a run that came after it: before and after the experiment. */
  readonly before: Readonly<Record<string, Observation>>;
  readonly after: Readonly<Record<string, Observation>>;
  readonly lastRunAt?: number;
  /** Since when it is up. */
  readonly hand?: number;
  /** How often it went up. */
  readonly hands: number;
  readonly shareAsked: boolean;
  /** Given with consent. */
  readonly shared?: { readonly step: string; readonly run: string };
  /** Ids of reports taken, so that one sent again changes nothing. */
  readonly reports: ReadonlySet<string>;
}

export function newMember(id: string, name: string, at: number): Member {
  return {
    id,
    name,
    joinedAt: at,
    steps: {},
    answers: {},
    predictions: {},
    before: {},
    after: {},
    hands: 0,
    shareAsked: false,
    reports: new Set(),
  };
}

/** @param report of any kind but those that concern the workshop: votes and questions */
export function applyReport(member: Member, report: Report, at: number): Member {
  switch (report.kind) {
    case 'step':
      return { ...member, step: report.step, steps: withStep(member.steps, report.step, {}) };
    case 'ran': {
      const runs = (member.steps[report.step]?.runs ?? 0) + 1;
      return { ...member, lastRunAt: at, steps: withStep(member.steps, report.step, { runs }) };
    }
    case 'checks': {
      const { passed, total } = report;
      return {
        ...member,
        steps: withStep(member.steps, report.step, { checks: { passed: Math.min(passed, total), total } }),
      };
    }
    case 'answer': {
      const { question, correct, given, beliefs } = report;
      const tries = (member.answers[question]?.tries ?? 0) + 1;
      const answers = within(member.answers, question, { correct, given, beliefs, at, tries }, most.answers);
      return observe({ ...member, answers }, report, at);
    }
    case 'prediction': {
      const { step, picked, correct, beliefs } = report;
      const predictions = within(member.predictions, step, { picked, correct, beliefs, at }, most.steps);
      return observe({ ...member, predictions }, report, at);
    }
    case 'hand': {
      const { hand, ...rest } = member;
      if (!report.raised) return rest;
      return { ...member, hand: hand ?? at, hands: member.hands + (hand === undefined ? 1 : 0) };
    }
    case 'share':
      return { ...member, shareAsked: false, shared: { step: report.step, run: report.run } };
    case 'unshare': {
      const { shared: _, ...rest } = member;
      return { ...rest, shareAsked: false };
    }
    case 'vote':
    case 'ask':
      return member;
    default:
      throw new Error(`Unknown report: ${JSON.stringify(report satisfies never)}`);
  }
}

interface Shows {
  readonly offers: readonly string[];
  readonly beliefs: readonly string[];
}

export function observe(member: Member, { offers, beliefs }: Shows, at: number): Member {
  const before = { ...member.before };
  const after = { ...member.after };
  for (const belief of new Set([...offers, ...beliefs])) {
    const seen: Observation = { belief, held: beliefs.includes(belief), at };
    // A belief may be named as a property of every object is.
    const first = Object.hasOwn(before, belief) ? before[belief] : undefined;
    if (first === undefined) before[belief] = seen;
    else if (member.lastRunAt !== undefined && member.lastRunAt >= first.at) after[belief] = seen;
  }
  return { ...member, before, after };
}

function withStep(steps: Member['steps'], step: string, change: Partial<StepWork>): Member['steps'] {
  return within(steps, step, { runs: 0, ...steps[step], ...change }, most.steps);
}

/** A full record takes no new key: what is there stays true. */
function within<V>(
  record: Readonly<Record<string, V>>,
  key: string,
  value: V,
  limit: number,
): Readonly<Record<string, V>> {
  if (!Object.hasOwn(record, key) && Object.keys(record).length >= limit) return record;
  return { ...record, [key]: value };
}
