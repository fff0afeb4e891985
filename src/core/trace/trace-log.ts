/** The events of one run, on one clock that starts at the run's first event. */
import { ConnectionIndex } from './connection-index.ts';
import type { LoadOutcome, TraceEvent } from './event.ts';

/** Events kept in detail: about 20 MB. Counters come from the topology, which sees every event, so nothing is miscounted. */
export const KEPT_EVENTS = 100_000;

export class TraceLog {
  readonly connections = new ConnectionIndex();
  #events: TraceEvent[] = [];
  #dropped = 0;
  #origin: number | null = null;

  /** The newest `KEPT_EVENTS` events, in the order they arrived; a process's own are in its order. */
  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** Events that were let go because newer ones came. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Microseconds of the clock's zero: the `at` of the run's first event. */
  get origin(): number {
    return this.#origin ?? 0;
  }

  /** Adds events and returns them with `at` counted from the run's first one. */
  append(events: readonly TraceEvent[]): readonly TraceEvent[] {
    const rebased = events.map((event) => this.#rebase(event));
    for (const event of rebased) this.connections.add(event);
    this.#events.push(...rebased);
    if (this.#events.length > KEPT_EVENTS * 1.25) {
      const surplus = this.#events.length - KEPT_EVENTS;
      this.#events = this.#events.slice(surplus);
      this.#dropped += surplus;
    }
    return rebased;
  }

  /** An outcome's times on this log's clock. */
  rebaseOutcome<Outcome extends LoadOutcome>(outcome: Outcome): Outcome {
    const { startedAt, finishedAt } = outcome;
    return { ...outcome, startedAt: startedAt - this.origin, finishedAt: finishedAt - this.origin };
  }

  #rebase(event: TraceEvent): TraceEvent {
    this.#origin ??= event.at;
    return { ...event, at: event.at - this.#origin };
  }
}

/**
 * Events in the order in which they can have happened: by time, with no connection received before it was handed over
 * and no worker's event before its fork. The clock is shared, so only microseconds of rounding are mended here.
 */
export function inCausalOrder(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const handedAt = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'connection.handed') handedAt.set(`${event.to}:${event.handoff}`, event.at);
  }
  const timeOf = (event: TraceEvent) =>
    event.type === 'connection.received'
      ? Math.max(event.at, handedAt.get(`${event.worker}:${event.handoff}`) ?? event.at)
      : event.at;
  return events.toSorted((one, other) => timeOf(one) - timeOf(other));
}
