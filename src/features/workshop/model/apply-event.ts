/** What each event makes of a workshop, live and read again alike. It changes the draft in place, and copies nothing. */
import type { Draft } from './draft.ts';
import type { WorkshopEvent } from './event.schema.ts';
import { applyReport, newMember, observe, type Member } from './member.ts';
import { distinctName } from './names.ts';
import type { Act, Report } from './protocol.schema.ts';
import { whyNotAct, whyNotReport } from './why-not.ts';
import { newWorkshop, type Poll, type Workshop } from './workshop.ts';

type Changing = Draft<Workshop>;

/** @param workshop what came before; it is changed */
export function applyAll(events: Iterable<WorkshopEvent>, workshop = newWorkshop()): Changing {
  for (const event of events) applyEvent(workshop, event);
  return workshop;
}

export function applyEvent(workshop: Changing, event: WorkshopEvent): void {
  switch (event.type) {
    case 'created':
      workshop.title = event.title;
      if (event.most !== undefined) workshop.most = event.most;
      return;
    case 'joined':
      applyJoined(workshop, event);
      return;
    case 'left':
      forget(workshop, event.member);
      return;
    case 'reported':
      applyMemberReport(workshop, event);
      return;
    case 'acted':
      if (whyNotAct(workshop, event.act) === undefined) applyAct(workshop, event.act, event.at);
      return;
    case 'renewed':
      workshop.renewed = { host: event.host, screen: event.screen };
      return;
    default:
      throw new Error(`Unknown event: ${JSON.stringify(event satisfies never)}`);
  }
}

function applyJoined(
  workshop: Changing,
  { member, name: typed, device, at }: Extract<WorkshopEvent, { type: 'joined' }>,
): void {
  const before = workshop.members.get(member);
  if (before !== undefined) freeName(workshop, before);
  const name = distinctName(typed, workshop.names);
  workshop.joined += 1;
  workshop.members.set(member, newMember(member, name, at, { name: typed, device }));
  workshop.names.add(name.toLowerCase());
}

function applyMemberReport(
  workshop: Changing,
  { member: memberId, id, report, at }: Extract<WorkshopEvent, { type: 'reported' }>,
): void {
  const member = workshop.members.get(memberId);
  if (member === undefined || member.reports.has(id)) return;
  if (whyNotReport(workshop, memberId, id, report) !== undefined) return;
  applyReport(member, report, at);
  if (report.kind === 'ask') workshop.questions.push({ id, member: memberId, text: report.text, at });
  if (report.kind === 'unshare' && workshop.spotlight === memberId) workshop.spotlight = null;
  if (report.kind === 'vote') applyVote(workshop, member, report, at);
  member.reports.add(id);
}

function applyVote(
  { polls }: Changing,
  member: Draft<Member>,
  vote: Extract<Report, { kind: 'vote' }>,
  at: number,
): void {
  const poll = polls.get(vote.poll);
  if (poll === undefined) return;
  const offers = poll.choices.flatMap(({ misconception }) => misconception ?? []);
  const beliefs = [poll.choices[vote.choice]?.misconception ?? []].flat();
  poll.votes.set(member.id, vote.choice);
  observe(member, { offers, beliefs }, at);
}

function applyAct(workshop: Changing, act: Act, at: number): void {
  switch (act.kind) {
    case 'lead':
      workshop.lead = { step: act.step, follow: act.follow };
      return;
    case 'pace':
      workshop.pace = act.step;
      return;
    case 'timer':
      if (act.timer === null) workshop.timer = null;
      else if (act.timer.id !== workshop.timer?.id)
        workshop.timer = { id: act.timer.id, label: act.timer.label, endsAt: at + act.timer.milliseconds };
      return;
    case 'open-poll': {
      // Sent again, it keeps its votes and hides them: nobody votes with the answers of others in sight.
      const known = workshop.polls.get(act.poll.id);
      if (known === undefined) workshop.shownPoll = null;
      const poll: Draft<Poll> = known ?? { ...act.poll, votes: new Map(), open: true, revealed: false };
      workshop.polls.set(poll.id, Object.assign(poll, { open: true, revealed: false }));
      return;
    }
    case 'close-poll':
      Object.assign(workshop.polls.get(act.poll) ?? {}, { open: false });
      return;
    case 'reveal-poll':
      Object.assign(
        workshop.polls.get(act.poll) ?? {},
        act.revealed ? { revealed: true, open: false } : { revealed: false },
      );
      return;
    case 'lower-hand':
      delete workshop.members.get(act.member)?.hand;
      return;
    case 'settle-question':
      for (const asked of workshop.questions) if (asked.id === act.question) asked.answered = true;
      return;
    case 'ask-to-share':
      Object.assign(workshop.members.get(act.member) ?? {}, { shareAsked: true });
      return;
    case 'spotlight':
      workshop.spotlight = act.member;
      return;
    case 'show':
      workshop.shown = act.what;
      workshop.shownPoll = act.poll ?? null;
      return;
    case 'rename':
      rename(workshop, act.member, act.name);
      return;
    case 'remove':
      remove(workshop, act.member);
      return;
    case 'remove-many':
      for (const member of act.members) remove(workshop, member);
      return;
    case 'let-in':
      for (const member of act.members) workshop.removed.delete(member);
      return;
    case 'lock':
      workshop.locked = act.locked;
      return;
    case 'limit':
      workshop.most = act.members;
      return;
    case 'end':
      workshop.ended = act.ended;
      return;
    default:
      throw new Error(`Unknown act: ${JSON.stringify(act satisfies never)}`);
  }
}

function rename(workshop: Changing, id: string, name: string): void {
  const member = workshop.members.get(id);
  if (member === undefined) return;
  freeName(workshop, member);
  member.name = name;
  workshop.names.add(name.toLowerCase());
}

function remove(workshop: Changing, id: string): void {
  const member = workshop.members.get(id);
  if (member === undefined) return;
  workshop.removed.set(id, { name: member.name, came: member.came });
  forget(workshop, id);
}

/** Nothing of theirs is kept in the state: not a vote, not a question. */
function forget(workshop: Changing, id: string): void {
  const member = workshop.members.get(id);
  if (member === undefined) return;
  workshop.members.delete(id);
  freeName(workshop, member);
  for (const { votes } of workshop.polls.values()) votes.delete(id);
  if (workshop.questions.some((asked) => asked.member === id))
    workshop.questions = workshop.questions.filter((asked) => asked.member !== id);
  if (workshop.spotlight === id) workshop.spotlight = null;
}

/** An instructor may give one name to two. */
function freeName({ members, names }: Changing, { id, name }: Draft<Member>): void {
  const key = name.toLowerCase();
  for (const other of members.values()) if (other.id !== id && other.name.toLowerCase() === key) return;
  names.delete(key);
}
