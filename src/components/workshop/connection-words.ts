/** How it stands between this page and the workshop's server, as a sentence. */
import type { ConnectionStatus } from '../../browser/workshop/connection.ts';
import { count } from '../../core/workshop/words.ts';

/** @param unsent reports that the server has not confirmed */
export function connectionWords(status: ConnectionStatus, unsent = 0): string {
  switch (status.is) {
    case 'connecting':
      return 'Connecting …';
    case 'open':
      return unsent === 0 ? 'Connected.' : `Connected; ${count(unsent, 'report')} on the way.`;
    case 'away': {
      const work =
        unsent === 0
          ? ''
          : ` ${count(unsent, 'report')} of your work ${unsent === 1 ? 'waits' : 'wait'} here until then.`;
      return `${status.sentence ?? 'The workshop’s server cannot be reached.'} Go on working: the page comes back by itself.${work}`;
    }
    case 'closed':
      return status.closing.sentence;
    case 'left':
      return 'You left the workshop.';
    default:
      return status satisfies never;
  }
}
