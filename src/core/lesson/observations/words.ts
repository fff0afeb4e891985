/** Words for observations. */

/** The most items of a list in a sentence; a program may report thousands of ports or endings. */
const MOST_LISTED = 12;

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length > MOST_LISTED) {
    return listed([...parts.slice(0, MOST_LISTED - 1), `${parts.length - MOST_LISTED + 1} more`]);
  }
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** "340 ms", "1.5 s". */
export function duration(microseconds: number): string {
  const ms = microseconds / 1_000;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** "exit code 1", "SIGKILL"; undefined when only the end of the run is known. */
export function endingOf(exit: { readonly code: number | null; readonly signal: string | null } | null) {
  if (exit === null) return undefined;
  if (exit.signal !== null) return exit.signal;
  return exit.code === null ? undefined : `exit code ${exit.code}`;
}
