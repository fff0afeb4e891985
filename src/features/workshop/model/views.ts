/** What each role may see. A learner sees the class only as the instructor shows it, and of persons only themselves. */
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { Member } from './member.ts';
import { beliefHeat, histogram, stepHeat, type BeliefHeat, type StepHeat } from './statistics.ts';
import type { Shown } from './protocol.schema.ts';
import { pollOnScreen, waitingQuestions, type Asked, type Poll, type Timer, type Workshop } from './workshop.ts';

export interface ChoiceView {
  readonly text: string;
  readonly correct?: boolean | undefined;
  readonly misconception?: string | undefined;
}

export interface PollView {
  readonly id: string;
  readonly text: string;
  readonly open: boolean;
  readonly choices: readonly ChoiceView[];
  /** Votes for each choice, once revealed; `choices` say only then which is right. */
  readonly counts?: readonly number[];
}

/** The same for every learner. */
export interface ClassView {
  readonly title: string;
  readonly ended: boolean;
  readonly lead: Workshop['lead'];
  readonly pace: string | null;
  readonly timer: Timer | null;
  /** Those open or revealed. */
  readonly polls: readonly PollView[];
  /** The server's clock when this was sent, to count a timer down by. */
  readonly now: number;
}

/** A learner's own. */
export interface OwnView {
  readonly id: string;
  readonly name: string;
  readonly hand: boolean;
  readonly shareAsked: boolean;
  readonly isSharing: boolean;
  readonly inSpotlight: boolean;
  readonly votes: Readonly<Record<string, number>>;
  /** Those that wait, and the last ones that were answered. */
  readonly questions: readonly Pick<Asked, 'id' | 'text' | 'answered'>[];
}

/** A row of the roster: all of a member but the ids of reports and what they are known by; `online` is for the server to say. */
export interface MemberRow extends Omit<Member, 'reports' | 'shared' | 'came'> {
  readonly online: boolean;
  readonly shared?: { readonly step: string };
}

/** The board but for its rows. */
export interface HostView {
  readonly title: string;
  readonly code: string;
  readonly ended: boolean;
  /** Nobody new is let in. */
  readonly locked: boolean;
  /** How many may be members at a time. */
  readonly most: number;
  /** Who was removed and may not come back. */
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  readonly lead: Workshop['lead'];
  readonly pace: string | null;
  readonly timer: Timer | null;
  /** With their counts, revealed or not. */
  readonly polls: readonly (PollView & { readonly counts: readonly number[]; readonly revealed: boolean })[];
  readonly questions: readonly (Asked & { readonly name: string })[];
  readonly spotlight: string | null;
  readonly shown: Shown;
  /** The poll on the projector; null while it shows something else. */
  readonly pollShown: string | null;
  readonly now: number;
}

export interface ScreenView extends ClassView {
  readonly code: string;
  readonly shown: Shown;
  readonly size: number;
  /** The one that is shown, while one is. */
  readonly poll?: PollView;
  /** Of the class together, while the instructor shows it. */
  readonly steps?: readonly StepHeat[];
  readonly beliefs?: readonly BeliefHeat[];
  /** Without names. */
  readonly questions?: readonly string[];
  readonly spotlight?: { readonly name: string; readonly step: string; readonly run: string };
}

const NOT_LED = { lead: { step: null, follow: false }, pace: null, timer: null };

/** When it has ended nothing goes on, and what was revealed can still be read. */
export function classView(workshop: Workshop, now: number): ClassView {
  const { title, ended } = workshop;
  const { lead, pace, timer } = ended ? NOT_LED : workshop;
  const visible = [...workshop.polls.values()].filter(({ open, revealed }) => (open && !ended) || revealed);
  return { title, ended, lead, pace, timer, polls: visible.map((poll) => pollView(poll, workshop)), now };
}

/** @returns undefined for one who left */
export function ownView(workshop: Workshop, id: string): OwnView | undefined {
  const member = workshop.members.get(id);
  if (member === undefined) return undefined;
  const polls = [...workshop.polls.values()].filter(({ open, revealed }) => open || revealed);
  return {
    id,
    name: member.name,
    hand: member.hand !== undefined,
    shareAsked: member.shareAsked,
    isSharing: member.shared !== undefined,
    inSpotlight: workshop.spotlight === id,
    votes: Object.fromEntries(polls.flatMap((poll) => pairOf(poll, id))),
    questions: questionsOf(workshop, id).map(({ id: key, text, answered }) => ({
      id: key,
      text,
      ...(answered && { answered }),
    })),
  };
}

export function memberRow(member: Member, online: boolean): MemberRow {
  const { reports: _, came: __, shared, ...row } = member;
  return { ...row, online, ...(shared && { shared: { step: shared.step } }) };
}

export function hostView(workshop: Workshop, code: string, now: number): HostView {
  const { title, ended, locked, most: limit, lead, pace, timer, spotlight, shown } = workshop;
  return {
    ...{ title, code, ended, locked, most: limit, lead, pace, timer, spotlight, shown, now },
    removed: [...workshop.removed].map(([id, { name }]) => ({ id, name })),
    pollShown: shown === 'poll' ? (pollOnScreen(workshop)?.id ?? null) : null,
    polls: [...workshop.polls.values()].map((poll) => {
      const { id, text, open, choices, revealed } = poll;
      return { id, text, open, choices, revealed, counts: histogram(poll) };
    }),
    questions: waitingQuestions(workshop).map((asked) => ({
      ...asked,
      name: workshop.members.get(asked.member)?.name ?? '',
    })),
  };
}

export function screenView(workshop: Workshop, code: string, now: number): ScreenView {
  const { shown, members } = workshop;
  const all = [...members.values()];
  const spotlit = workshop.spotlight === null ? undefined : members.get(workshop.spotlight);
  const poll = pollOnScreen(workshop);
  const seen = [...new Set(all.flatMap(({ steps }) => Object.keys(steps)))];
  return {
    ...classView(workshop, now),
    ...{ code, shown, size: members.size },
    ...(shown === 'poll' && poll && { poll: pollView(poll, workshop) }),
    ...(shown === 'steps' && { steps: stepHeat(all, seen) }),
    ...(shown === 'beliefs' && { beliefs: beliefHeat(all) }),
    ...(shown === 'questions' && { questions: waitingQuestions(workshop).map(({ text }) => text) }),
    ...(shown === 'spotlight' && spotlit?.shared && { spotlight: { name: spotlit.name, ...spotlit.shared } }),
  };
}

function pollView(poll: Poll, { ended }: Workshop): PollView {
  const { id, text, choices, revealed } = poll;
  const open = poll.open && !ended;
  if (revealed) return { id, text, open, choices, counts: histogram(poll) };
  return { id, text, open, choices: choices.map((choice) => ({ text: choice.text })) };
}

/** Of their answered ones the last few. */
function questionsOf({ questions }: Workshop, member: string): readonly Asked[] {
  const own = questions.filter((asked) => asked.member === member);
  const answered = own.filter((asked) => asked.answered);
  const old = new Set(answered.slice(0, Math.max(0, answered.length - most.answeredQuestions)));
  return own.filter((asked) => !old.has(asked));
}

function pairOf({ id, votes }: Poll, member: string): [string, number][] {
  const vote = votes.get(member);
  return vote === undefined ? [] : [[id, vote]];
}
