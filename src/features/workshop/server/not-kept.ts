/** Why something could not be kept, in words for who did it: most often a disk is full. */

/** SQLite's own number for that. */
const SQLITE_FULL = 13;

export function isFull(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return errcode === SQLITE_FULL || code === 'ENOSPC' || code === 'EDQUOT';
}

/** The beginning of a sentence. */
export function whyNotKept(error: unknown): string {
  if (isFull(error)) return 'The disk of the server is full';
  if ((error as Error).message.startsWith('OOM')) return 'The Redis of the server is full';
  return 'The server could not write it down';
}
