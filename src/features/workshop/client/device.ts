/** What this browser knows itself by in workshops: who was removed from one stays out of it by another name too. */
import { WORKSHOP_DEVICE } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';

const BYTES = 24;

/** A secret of this browser's own, made when it first joins. A server keeps a hash of it that is another one for each workshop. */
export function deviceSecret(storage: Storage): string {
  const kept = storage.get(WORKSHOP_DEVICE) ?? '';
  if (/^[0-9a-f]{48}$/.test(kept)) return kept;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0'));
  storage.set(WORKSHOP_DEVICE, made.join(''));
  return made.join('');
}
