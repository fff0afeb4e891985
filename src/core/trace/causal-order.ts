/** One order for the reports of several processes. */
import type { TraceEvent } from './event.ts';
import { handoffKey } from './handoffs.ts';

/** Less than the clock's resolution. */
const LEAST = 0.5;

/**
 * Events in an order that their causes allow: by time, with no connection received before it was handed over
 * and no worker's event before its fork. The clock is shared, so only microseconds of rounding are corrected here.
 */
export function inCausalOrder(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const times = timesOf(events);
  // They mostly arrive in order, which an array's sort is quick to find.
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] as number))) return [...events];
  const order = [...times.keys()].sort((one, other) => (times[one] as number) - (times[other] as number));
  return order.map((index) => events[index] as TraceEvent);
}

function timesOf(events: readonly TraceEvent[]): Float64Array {
  const handedAt = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'connection.handed') handedAt.set(handoffKey(event.to, event.handoff), event.at);
  }
  // After the handover, even where both have the same microsecond.
  return Float64Array.from(events, (event) =>
    event.type === 'connection.received'
      ? Math.max(event.at, (handedAt.get(handoffKey(event.worker, event.handoff)) ?? event.at) + LEAST)
      : event.at,
  );
}
