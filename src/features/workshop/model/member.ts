/** One learner of a workshop: the chosen name, and what they reported. */
import type { Draft } from './draft.ts';
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
  /** The name as it was typed, and a hash of what the browser knows itself by: who is removed is known again by them. */
  readonly came: { readonly name: string; readonly device?: string | undefined };
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

export function newMember(id: string, name: string, at: number, came: Member['came']): Draft<Member> {
  return {
    id,
    name,
    came,
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

/** @param report of any kind; of votes and questions, which concern the workshop, nothing is kept here */
export function applyReport(member: Draft<Member>, report: Report, at: number): void {
  switch (report.kind) {
    case 'step':
      member.step = report.step;
      withStep(member, report.step, {});
      return;
    case 'ran':
      member.lastRunAt = at;
      withStep(member, report.step, { runs: (member.steps[report.step]?.runs ?? 0) + 1 });
      return;
    case 'checks': {
      const { passed, total } = report;
      withStep(member, report.step, { checks: { passed: Math.min(passed, total), total } });
      return;
    }
    case 'answer': {
      const { question, correct, given, beliefs } = report;
      const tries = (member.answers[question]?.tries ?? 0) + 1;
      if (fits(member, member.answers, question, most.answers))
        member.answers[question] = { correct, given, beliefs, at, tries };
      observe(member, report, at);
      return;
    }
    case 'prediction': {
      const { step, picked, correct, beliefs } = report;
      if (fits(member, member.predictions, step, most.steps))
        member.predictions[step] = { picked, correct, beliefs, at };
      observe(member, report, at);
      return;
    }
    case 'hand':
      if (!report.raised) delete member.hand;
      else if (member.hand === undefined) {
        member.hand = at;
        member.hands += 1;
      }
      return;
    case 'share':
      member.shareAsked = false;
      member.shared = { step: report.step, run: report.run };
      return;
    case 'unshare':
      member.shareAsked = false;
      delete member.shared;
      return;
    case 'vote':
    case 'ask':
      return;
    default:
      throw new Error(`Unknown report: ${JSON.stringify(report satisfies never)}`);
  }
}

interface Shows {
  readonly offers: readonly string[];
  readonly beliefs: readonly string[];
}

export function observe({ before, after, lastRunAt }: Draft<Member>, { offers, beliefs }: Shows, at: number): void {
  for (const belief of new Set([...offers, ...beliefs])) {
    const seen: Observation = { belief, held: beliefs.includes(belief), at };
    // A belief may be named as a property of every object is.
    const first = Object.hasOwn(before, belief) ? before[belief] : undefined;
    if (first === undefined) before[belief] = seen;
    else if (lastRunAt !== undefined && lastRunAt >= first.at) after[belief] = seen;
  }
}

function withStep(member: Draft<Member>, step: string, change: Partial<StepWork>): void {
  if (fits(member, member.steps, step, most.steps)) member.steps[step] = { runs: 0, ...member.steps[step], ...change };
}

/** A full record takes no new key: what is there stays true. It has no more keys than the member made reports. */
function fits({ reports }: Draft<Member>, record: object, key: string, limit: number): boolean {
  return reports.size < limit || Object.hasOwn(record, key) || Object.keys(record).length < limit;
}
