/** What opens a workshop's board and its projector: the secrets that were made last. */
import type { WorkshopEvent } from '../../core/workshop/workshop.ts';
import type { KeptWorkshop } from './log.ts';

/** Hashes. */
export interface Opens {
  readonly host: Uint8Array;
  readonly screen: Uint8Array;
}

export function opensOf({ hostHash, screenHash, events }: KeptWorkshop): Opens {
  const last = events.findLast((event) => event.type === 'renewed');
  return last === undefined ? { host: hostHash, screen: screenHash } : opensBy(last);
}

export function opensBy({ host, screen }: Extract<WorkshopEvent, { type: 'renewed' }>): Opens {
  return { host: Buffer.from(host, 'hex'), screen: Buffer.from(screen, 'hex') };
}

/** Said to pages that came with the secrets of before. */
export const RENEWED = {
  host: 'A new secret link was made for this board, so this address does not open it any more. Whoever made the new link has it.',
  screen: 'A new secret link was made for this workshop. Open the projector again from the instructor’s board.',
};
