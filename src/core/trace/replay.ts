/** The states of a run at all its moments: the state after each event, found from the nearest kept state. */
import type { TraceEvent } from './event.ts';
import { inCausalOrder } from './causal-order.ts';
import { reduceTopology } from './reduce-topology.ts';
import type { Topology } from './topology.ts';

/** Events between two kept states: at most so many are reduced to find a state between, a few milliseconds of work. */
export const STRIDE = 2_000;

/** Positions count events: at 0 no kept event has happened, at `length` every one has. */
export class Replay {
  /** The events in an order that their causes allow. */
  readonly events: readonly TraceEvent[];
  /** The time of each event; it never goes back, though the microseconds of two processes may. */
  readonly #times: Float64Array;
  readonly #earlier: readonly Topology[];
  readonly #total: number;
  /** The state at every `STRIDE`th position, as far as it is known. */
  readonly #states: Topology[];
  readonly #end: Topology | undefined;
  /** The last answer: the next question is mostly a few events on. */
  #last: { readonly position: number; readonly topology: Topology };

  /**
   * @param earlier states from before the first event, oldest first; the events go on from the last
   * @param events of one clock, in the order of arrival
   * @param end the state after all events, where it is known
   * @param dropped the number of events before them
   */
  constructor(earlier: readonly [...Topology[], Topology], events: readonly TraceEvent[], end?: Topology, dropped = 0) {
    this.#total = dropped + events.length;
    this.events = inCausalOrder(events);
    this.#times = new Float64Array(this.events.length);
    let time = 0;
    for (const [index, { at }] of this.events.entries()) this.#times[index] = time = Math.max(time, at);
    this.#earlier = earlier;
    const start = earlier.at(-1) as Topology;
    this.#states = [start];
    this.#end = end;
    this.#last = { position: 0, topology: start };
  }

  /** Whether this replay is still complete for the log. */
  isOf({ events, dropped }: { readonly events: readonly TraceEvent[]; readonly dropped: number }): boolean {
    return events.length + dropped === this.#total;
  }

  get length(): number {
    return this.events.length;
  }

  /** Whether `STRIDE` events at most lead to the state after so many; otherwise `learn` comes first. */
  isNear(position: number): boolean {
    const isEnd = position === this.length && this.#end !== undefined;
    return isEnd || position <= this.#states.length * STRIDE;
  }

  /** Finds one more of the kept states. */
  learn(): void {
    const index = this.#states.length;
    const events = this.events.slice((index - 1) * STRIDE, index * STRIDE);
    this.#states.push(reduceTopology(this.#states[index - 1] as Topology, events));
  }

  /** The state after the first `position` events. */
  topologyAt(position: number): Topology {
    const wanted = Math.min(Math.max(0, position), this.length);
    if (wanted === this.length && this.#end !== undefined) return this.#end;
    const nearest = Math.floor(wanted / STRIDE);
    while (this.#states.length <= nearest) this.learn();
    const kept = { position: nearest * STRIDE, topology: this.#states[nearest] as Topology };
    const isOnTheWay = this.#last.position >= kept.position && this.#last.position <= wanted;
    const from = isOnTheWay ? this.#last : kept;
    this.#last = {
      position: wanted,
      topology: reduceTopology(from.topology, this.events.slice(from.position, wanted)),
    };
    return this.#last.topology;
  }

  /** The number of events that had happened at `time` (microseconds since the run began). */
  positionAt(time: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The time of the event that leads to `position`; 0 where there is none. */
  timeOf(position: number): number {
    return this.#times[Math.min(position, this.length) - 1] ?? 0;
  }

  /** The last known state from before the first kept event. */
  stateBefore(time: number): Topology {
    return this.#earlier.findLast(({ now }) => now <= time) ?? (this.#earlier[0] as Topology);
  }
}
