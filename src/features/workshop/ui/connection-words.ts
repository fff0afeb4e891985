/** How it stands between this page and the workshop's server, as a sentence. */
import type { ConnectionStatus } from '../client/connection.ts';
import { plural } from '../../../core/plural.ts';

export type Role = 'learner' | 'host' | 'screen';

/** @param unsent what the server has not confirmed: a learner's reports, the instructor's acts */
export function connectionWords(status: ConnectionStatus, role: Role = 'learner', unsent = 0): string {
  switch (status.is) {
    case 'connecting':
      return 'Connecting …';
    case 'open':
      return unsent === 0 ? 'Connected.' : `Connected; ${plural(unsent, 'report')} on the way.`;
    case 'away':
      return `${status.sentence ?? 'Reconnecting: the workshop’s server cannot be reached.'} ${MEANWHILE[role]}${waiting(role, unsent)}`;
    case 'closed':
      return status.closing.sentence;
    case 'left':
      return 'You left the workshop.';
    default:
      return status satisfies never;
  }
}

const MEANWHILE: Readonly<Record<Role, string>> = {
  learner: 'Go on working: the page comes back by itself.',
  host: 'The board comes back by itself, and learners go on working. What you see is from before.',
  screen: 'The projector comes back by itself.',
};

function waiting(role: Role, unsent: number): string {
  if (unsent === 0) return '';
  const what = role === 'host' ? `${plural(unsent, 'thing')} that you did` : `${plural(unsent, 'report')} of your work`;
  return ` ${what} ${unsent === 1 ? 'waits' : 'wait'} here until then.`;
}
