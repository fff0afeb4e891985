/** One order of what several processes reported. */
import type { TraceEvent } from './event.ts';
import { handoffKey } from './handoffs.ts';

/** Less than the clock can tell. */
const LEAST = 0.5;

/**
 * Events in the order in which they can have happened: by time, with no connection received before it was handed over
 * and no worker's event before its fork. The clock is shared, so only microseconds of rounding are mended here.
 */
export function inCausalOrder(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const handedAt = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'connection.handed') handedAt.set(handoffKey(event.to, event.handoff), event.at);
  }
  // After the handing over, also where both read the same microsecond.
  const timeOf = (event: TraceEvent) =>
    event.type === 'connection.received'
      ? Math.max(event.at, (handedAt.get(handoffKey(event.worker, event.handoff)) ?? event.at) + LEAST)
      : event.at;
  // Each time is found once, however often the sort compares it.
  const timed = events.map((event) => ({ event, time: timeOf(event) }));
  return timed.sort((one, other) => one.time - other.time).map(({ event }) => event);
}
