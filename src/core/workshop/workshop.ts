/** A workshop as the sum of what happened in it: the server keeps the events, and everything shown is made from their state. */
import { WORKSHOP_LIMITS as most } from './limits.ts';
import { applyReport, newMember, observe, type Member } from './member.ts';
import { distinctName } from './names.ts';
import type { Act, PollAsked, Report, Shown } from './protocol.schema.ts';

/** Kept in order. `at`: milliseconds since 1970, by the server's clock. */
export type WorkshopEvent =
  | { readonly type: 'created'; readonly title: string; readonly at: number }
  | { readonly type: 'joined'; readonly member: string; readonly name: string; readonly at: number }
  | {
      readonly type: 'reported';
      readonly member: string;
      readonly id: string;
      readonly report: Report;
      readonly at: number;
    }
  | { readonly type: 'left'; readonly member: string; readonly at: number }
  | { readonly type: 'acted'; readonly act: Act; readonly at: number }
  /** Hashes of the secrets that open board and projector from now on, in hex. */
  | { readonly type: 'renewed'; readonly host: string; readonly screen: string; readonly at: number };

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
  readonly answered?: true;
}

export interface Timer {
  /** Of the press that started it: sent again, it does not start anew. */
  readonly id: string;
  readonly label: string;
  readonly endsAt: number;
}

export interface Workshop {
  readonly title: string;
  readonly ended: boolean;
  /** How many ever joined: the next one's number. */
  readonly joined: number;
  readonly members: ReadonlyMap<string, Member>;
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
}

export const noWorkshop: Workshop = {
  title: '',
  ended: false,
  joined: 0,
  members: new Map(),
  lead: { step: null, follow: false },
  pace: null,
  timer: null,
  polls: new Map(),
  questions: [],
  spotlight: null,
  shown: 'join',
  shownPoll: null,
};

export function applyEvent(workshop: Workshop, event: WorkshopEvent): Workshop {
  switch (event.type) {
    case 'created':
      return { ...workshop, title: event.title };
    case 'joined': {
      const { member, at } = event;
      const taken = new Set([...workshop.members.values()].map(({ name }) => name.toLowerCase()));
      const name = distinctName(event.name, taken);
      return withMember({ ...workshop, joined: workshop.joined + 1 }, newMember(member, name, at));
    }
    case 'left':
      return withoutMember(workshop, event.member);
    case 'reported':
      return applyMemberReport(workshop, event);
    case 'acted':
      return applyAct(workshop, event.act, event.at);
    case 'renewed':
      return workshop;
    default:
      throw new Error(`Unknown event: ${JSON.stringify(event satisfies never)}`);
  }
}

/** Why a report cannot be taken, now or later; undefined when it can. One taken before can: it changes nothing. */
export function whyNotReport(workshop: Workshop, memberId: string, id: string, report: Report): string | undefined {
  const member = workshop.members.get(memberId);
  if (member === undefined) return 'You are not in this workshop any more.';
  if (member.reports.has(id)) return undefined;
  if (workshop.ended) return 'The workshop has ended, so this was not sent.';
  if (member.reports.size >= most.reports) return 'This workshop keeps no more of your work: you did very much of it.';
  if (report.kind === 'vote') {
    const poll = workshop.polls.get(report.poll);
    if (poll?.revealed) return 'Your instructor has shown the answers already, so yours came too late to be counted.';
    if (!poll?.open) return 'This poll is closed, so this answer was not counted.';
    if (report.choice >= poll.choices.length) return 'This poll has no such choice.';
  }
  if (report.kind === 'ask') {
    const waiting = waitingQuestions(workshop).filter((each) => each.member === memberId).length;
    if (waiting >= most.openQuestions)
      return `${waiting} questions of yours wait already. Ask again when one is answered.`;
  }
  return undefined;
}

export function whyNotAct(workshop: Workshop, act: Act): string | undefined {
  const member = 'member' in act && act.member !== null ? workshop.members.get(act.member) : null;
  if (member === undefined) return 'This learner has left.';
  if (act.kind === 'spotlight' && member !== null && member.shared === undefined) {
    return `${member.name} has not agreed to show a run. Ask first.`;
  }
  if (act.kind === 'open-poll' && workshop.polls.size >= most.polls && !workshop.polls.has(act.poll.id)) {
    return `A workshop keeps ${most.polls} polls, and this one has them.`;
  }
  if ('poll' in act && typeof act.poll === 'string' && !workshop.polls.has(act.poll)) return 'There is no such poll.';
  return undefined;
}

/** Those that nobody has answered. */
export function waitingQuestions({ questions }: Workshop): readonly Asked[] {
  return questions.filter(({ answered }) => answered !== true);
}

/** The poll that the projector shows when it shows one; undefined before the first. */
export function pollOnScreen({ polls, shownPoll }: Workshop): Poll | undefined {
  return (shownPoll === null ? undefined : polls.get(shownPoll)) ?? [...polls.values()].at(-1);
}

function applyMemberReport(
  workshop: Workshop,
  { member: memberId, id, report, at }: Extract<WorkshopEvent, { type: 'reported' }>,
): Workshop {
  const before = workshop.members.get(memberId);
  if (before === undefined || whyNotReport(workshop, memberId, id, report) !== undefined || before.reports.has(id)) {
    return workshop;
  }
  const member = { ...applyReport(before, report, at), reports: new Set(before.reports).add(id) };
  if (report.kind === 'ask') {
    const questions = [...workshop.questions, { id, member: memberId, text: report.text, at }];
    return withMember({ ...workshop, questions }, member);
  }
  if (report.kind === 'unshare' && workshop.spotlight === memberId) {
    return withMember({ ...workshop, spotlight: null }, member);
  }
  return report.kind === 'vote' ? applyVote(workshop, member, report, at) : withMember(workshop, member);
}

function applyVote(workshop: Workshop, member: Member, vote: Extract<Report, { kind: 'vote' }>, at: number): Workshop {
  const poll = workshop.polls.get(vote.poll);
  if (poll === undefined) return workshop;
  const offers = poll.choices.flatMap(({ misconception }) => misconception ?? []);
  const beliefs = [poll.choices[vote.choice]?.misconception ?? []].flat();
  const voted = withPoll(workshop, { ...poll, votes: new Map(poll.votes).set(member.id, vote.choice) });
  return withMember(voted, observe(member, { offers, beliefs }, at));
}

function applyAct(workshop: Workshop, act: Act, at: number): Workshop {
  if (whyNotAct(workshop, act) !== undefined) return workshop;
  switch (act.kind) {
    case 'lead':
      return { ...workshop, lead: { step: act.step, follow: act.follow } };
    case 'pace':
      return { ...workshop, pace: act.step };
    case 'timer':
      if (act.timer === null) return { ...workshop, timer: null };
      if (act.timer.id === workshop.timer?.id) return workshop;
      return { ...workshop, timer: { id: act.timer.id, label: act.timer.label, endsAt: at + act.timer.milliseconds } };
    case 'open-poll': {
      // Sent again, it keeps its votes and hides them: nobody votes with the answers of others in sight.
      const poll = workshop.polls.get(act.poll.id) ?? {
        ...act.poll,
        votes: new Map<string, number>(),
      };
      const shownPoll = workshop.polls.has(act.poll.id) ? workshop.shownPoll : null;
      return withPoll({ ...workshop, shownPoll }, { ...poll, open: true, revealed: false });
    }
    case 'close-poll':
      return changePoll(workshop, act.poll, { open: false });
    case 'reveal-poll':
      return changePoll(workshop, act.poll, act.revealed ? { revealed: true, open: false } : { revealed: false });
    case 'lower-hand':
      return changeMember(workshop, act.member, ({ hand: _, ...member }) => member);
    case 'settle-question':
      return { ...workshop, questions: workshop.questions.map((asked) => settled(asked, act.question)) };
    case 'ask-to-share':
      return changeMember(workshop, act.member, (member) => ({ ...member, shareAsked: true }));
    case 'spotlight':
      return { ...workshop, spotlight: act.member };
    case 'show':
      return { ...workshop, shown: act.what, shownPoll: act.poll ?? null };
    case 'rename':
      return changeMember(workshop, act.member, (member) => ({ ...member, name: act.name }));
    case 'remove':
      return withoutMember(workshop, act.member);
    case 'end':
      return { ...workshop, ended: act.ended };
    default:
      throw new Error(`Unknown act: ${JSON.stringify(act satisfies never)}`);
  }
}

function settled(asked: Asked, id: string): Asked {
  return asked.id === id ? { ...asked, answered: true } : asked;
}

function withMember(workshop: Workshop, member: Member): Workshop {
  return { ...workshop, members: new Map(workshop.members).set(member.id, member) };
}

function changeMember(workshop: Workshop, id: string, change: (member: Member) => Member): Workshop {
  const member = workshop.members.get(id);
  return member === undefined ? workshop : withMember(workshop, change(member));
}

/** Nothing of theirs is kept in the state: not a vote, not a question. */
function withoutMember(workshop: Workshop, id: string): Workshop {
  const members = new Map(workshop.members);
  members.delete(id);
  const polls = new Map(
    [...workshop.polls].map(([key, poll]) => [key, { ...poll, votes: withoutVote(poll.votes, id) }]),
  );
  const questions = workshop.questions.filter(({ member }) => member !== id);
  return { ...workshop, members, polls, questions, spotlight: workshop.spotlight === id ? null : workshop.spotlight };
}

function withoutVote(votes: Poll['votes'], id: string): Poll['votes'] {
  const rest = new Map(votes);
  rest.delete(id);
  return rest;
}

function withPoll(workshop: Workshop, poll: Poll): Workshop {
  return { ...workshop, polls: new Map(workshop.polls).set(poll.id, poll) };
}

function changePoll(workshop: Workshop, id: string, change: Partial<Poll>): Workshop {
  const poll = workshop.polls.get(id);
  return poll === undefined ? workshop : withPoll(workshop, { ...poll, ...change });
}
