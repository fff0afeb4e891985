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
  const times = timesOf(events);
  // Mostly they came so; an array's sort finds what is in order already.
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] as number))) return [...events];
  const order = [...times.keys()].sort((one, other) => (times[one] as number) - (times[other] as number));
  return order.map((index) => events[index] as TraceEvent);
}

function timesOf(events: readonly TraceEvent[]): Float64Array {
  const handedAt = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'connection.handed') handedAt.set(handoffKey(event.to, event.handoff), event.at);
  }
  // After the handing over, also where both read the same microsecond.
  return Float64Array.from(events, (event) =>
    event.type === 'connection.received'
      ? Math.max(event.at, (handedAt.get(handoffKey(event.worker, event.handoff)) ?? event.at) + LEAST)
      : event.at,
  );
}
