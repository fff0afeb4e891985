/** Why a workshop does not take what it is asked: a sentence for who asked, undefined where nothing stands against it. */
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { Member } from './member.ts';
import { nameKey } from './names.ts';
import type { ClosingReason } from './protocol.ts';
import type { Act, Report } from './protocol.schema.ts';
import { waitingQuestions, type Workshop } from './workshop.ts';

export const REMOVED = 'Your instructor removed you from this workshop. Only your instructor can let you in again.';

export interface NotLetIn {
  readonly why: ClosingReason;
  readonly sentence: string;
}

/** @param came the name as it was typed, and what the browser is known by; whether there is room is for the server to say */
export function whyNotIn(workshop: Workshop, came: Member['came']): NotLetIn | undefined {
  if (workshop.ended) return { why: 'ended', sentence: 'This workshop has ended: nobody can join it any more.' };
  if (workshop.locked)
    return { why: 'locked', sentence: 'The door of this workshop is locked. Ask your instructor to unlock it.' };
  for (const { came: before, name } of workshop.removed.values()) {
    if (before.device !== undefined && before.device === came.device) return { why: 'removed', sentence: REMOVED };
    if ([before.name, name].some((each) => nameKey(each) === nameKey(came.name))) {
      const sentence = `${name} was removed from this workshop. Choose another name, or ask your instructor to let ${name} in again.`;
      return { why: 'bad-name', sentence };
    }
  }
  return undefined;
}

/** Now or later. One taken before can be taken: it changes nothing. */
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
