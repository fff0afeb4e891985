/** A workshop as the sum of what happened in it: the server keeps the events, and everything shown is made from their state. */
import type { Draft } from './draft.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { Member } from './member.ts';
import type { PollAsked, Shown } from './protocol.schema.ts';

export interface Poll extends PollAsked {
  readonly open: boolean;
  readonly revealed: boolean;
  readonly votes: ReadonlyMap<string, number>;
}

export interface Asked {
  readonly id: string;
  readonly member: string;
  readonly text: string;
  readonly at: number;
  /** The asker still sees that it was. */
  readonly answered?: true | undefined;
}

export interface Timer {
  /** Of the press that started it: sent again, it does not start anew. */
  readonly id: string;
  readonly label: string;
  readonly endsAt: number;
}

/** Who was removed and may not come back: the name as the board showed it, and what they are known by. */
export interface Removed {
  readonly name: string;
  readonly came: Member['came'];
}

export interface Workshop {
  readonly title: string;
  readonly ended: boolean;
  /** Nobody new is let in. */
  readonly locked: boolean;
  /** How many may be members at a time. */
  readonly most: number;
  /** How many ever joined: the next one's number. */
  readonly joined: number;
  readonly members: ReadonlyMap<string, Member>;
  /** Of the members, in small letters. */
  readonly names: ReadonlySet<string>;
  /** By the member that they were. */
  readonly removed: ReadonlyMap<string, Removed>;
  /** The instructor's step, and whether pages should go along. */
  readonly lead: { readonly step: string | null; readonly follow: boolean };
  /** Where everyone should be by now. */
  readonly pace: string | null;
  readonly timer: Timer | null;
  /** In the order in which they were opened. */
  readonly polls: ReadonlyMap<string, Poll>;
  /** In the order in which they were asked. */
  readonly questions: readonly Asked[];
  readonly spotlight: string | null;
  readonly shown: Shown;
  /** The poll that the projector keeps to; null for the newest. */
  readonly shownPoll: string | null;
  /** Hashes, in hex, of the secrets that open board and projector; null while the first ones do. */
  readonly renewed: { readonly host: string; readonly screen: string } | null;
}

export function newWorkshop(): Draft<Workshop> {
  return {
    title: '',
    ended: false,
    locked: false,
    most: most.membersAtFirst,
    joined: 0,
    members: new Map(),
    names: new Set(),
    removed: new Map(),
    lead: { step: null, follow: false },
    pace: null,
    timer: null,
    polls: new Map(),
    questions: [],
    spotlight: null,
    shown: 'join',
    shownPoll: null,
    renewed: null,
  };
}

/** Those that nobody has answered. */
export function waitingQuestions({ questions }: Workshop): readonly Asked[] {
  return questions.filter(({ answered }) => answered !== true);
}

/** The poll that the projector shows when it shows one; undefined before the first. */
export function pollOnScreen({ polls, shownPoll }: Workshop): Poll | undefined {
  return (shownPoll === null ? undefined : polls.get(shownPoll)) ?? [...polls.values()].at(-1);
}
