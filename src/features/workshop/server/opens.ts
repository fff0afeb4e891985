/** What opens a workshop's board, its projector and the pages of its members: the secrets that were made last, of which hashes are kept. */
import type { KeptWorkshop } from './log.ts';
import { isSecretOf } from './secrets.ts';

export class Opens {
  readonly #kept: KeptWorkshop;

  constructor(kept: KeptWorkshop) {
    this.#kept = kept;
  }

  isHost(secret: string): boolean {
    const { hostHash, workshop } = this.#kept;
    return isSecretOf(workshop.renewed === null ? hostHash : Buffer.from(workshop.renewed.host, 'hex'), secret);
  }

  isScreen(secret: string): boolean {
    const { screenHash, workshop } = this.#kept;
    return isSecretOf(workshop.renewed === null ? screenHash : Buffer.from(workshop.renewed.screen, 'hex'), secret);
  }

  isMember(member: string, secret: string): boolean {
    return this.#isKeyOf(member, secret) && this.#kept.workshop.members.has(member);
  }

  /** Someone who was removed and comes back. */
  isRemoved(member: string, secret: string): boolean {
    return this.#isKeyOf(member, secret) && this.#kept.workshop.removed.has(member);
  }

  #isKeyOf(member: string, secret: string): boolean {
    return isSecretOf(this.#kept.keys.get(member), secret);
  }
}

/** Said to pages that came with the secrets of before. */
export const RENEWED = {
  host: 'A new secret link was made for this board, so this address does not open it any more. Whoever made the new link has it.',
  screen: 'A new secret link was made for this workshop. Open the projector again from the instructor’s board.',
};
