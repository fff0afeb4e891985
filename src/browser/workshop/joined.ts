/** Whether this browser is in a workshop: small, since every page asks. */
import type { Storage } from '../storage.ts';

export const TOKEN_KEY = 'workshop-token';

/** The token of the workshop that this browser joined last; undefined when it joined none. */
export function joinedToken(storage: Storage): string | undefined {
  return storage.get(TOKEN_KEY);
}
