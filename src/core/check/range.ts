/** The number that a check wants: an exact one, or bounds; `cores` is the parallelism of the sandbox. */
import type { Bound, Range } from './check-fields.schema.ts';

export function inRange(value: number, range: Range, cores: number): boolean {
  if (typeof range !== 'object') return value === resolve(range, cores);
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = range;
  return value >= resolve(atLeast, cores) && value <= resolve(atMost, cores);
}

/** "3", "at least 2", "2 to 5", "at most 8 (the cores here)". */
export function describeRange(range: Range, cores: number): string {
  const say = (bound: Bound) => (bound === 'cores' ? `${cores} (the cores here)` : String(bound));
  if (typeof range !== 'object') return say(range);
  const { atLeast, atMost } = range;
  if (atLeast === undefined) return atMost === undefined ? 'any number' : `at most ${say(atMost)}`;
  return atMost === undefined ? `at least ${say(atLeast)}` : `${say(atLeast)} to ${say(atMost)}`;
}

function resolve(bound: Bound, cores: number): number {
  return bound === 'cores' ? cores : bound;
}
