/** A run as it was at any of its moments: the state after each event, found from the nearest state that is kept. */
import type { TraceEvent } from './event.ts';
import { reduceTopology } from './reduce-topology.ts';
import type { Topology } from './topology.ts';
import { inCausalOrder } from './causal-order.ts';

/** Events between two kept states: finding one means reducing half as many. */
const STRIDE = 500;

/** Positions count events: at 0 nothing of what is kept has happened, at `length` everything has. */
export class Replay {
  /** In the order in which they can have happened. */
  readonly events: readonly TraceEvent[];
  /** When each had happened; never goes back, though two processes' microseconds may. */
  readonly #times: Float64Array;
  readonly #earlier: readonly Topology[];
  readonly #total: number;
  /** The state at every `STRIDE`th position, as far as one was asked for. */
  readonly #states: Topology[];

  /**
   * @param earlier states from before the first event, oldest first; the last is the one that the events go on from
   * @param events of one clock, in the order of arrival
   * @param dropped how many came before them
   */
  constructor(earlier: readonly [...Topology[], Topology], events: readonly TraceEvent[], dropped = 0) {
    this.#total = dropped + events.length;
    this.events = inCausalOrder(events);
    this.#times = new Float64Array(this.events.length);
    let time = 0;
    for (const [index, { at }] of this.events.entries()) this.#times[index] = time = Math.max(time, at);
    this.#earlier = earlier;
    this.#states = [earlier.at(-1) as Topology];
  }

  /** Whether this is all that there is to know of a log by now. */
  isOf({ events, dropped }: { readonly events: readonly TraceEvent[]; readonly dropped: number }): boolean {
    return events.length + dropped === this.#total;
  }

  get length(): number {
    return this.events.length;
  }

  /** The state after the first `position` events. Cheap for neighbours, in milliseconds for a jump. */
  topologyAt(position: number): Topology {
    const wanted = Math.min(Math.max(0, position), this.length);
    const nearest = Math.floor(wanted / STRIDE);
    for (let index = this.#states.length; index <= nearest; index++) {
      const events = this.events.slice((index - 1) * STRIDE, index * STRIDE);
      this.#states.push(reduceTopology(this.#stateAt(index - 1), events));
    }
    return reduceTopology(this.#stateAt(nearest), this.events.slice(nearest * STRIDE, wanted));
  }

  /** How many of the events had happened at `time` (microseconds since the run began). */
  positionAt(time: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** When the event that leads to `position` happened; 0 where none has. */
  timeOf(position: number): number {
    return this.#times[Math.min(position, this.length) - 1] ?? 0;
  }

  /** The last state that is known of a time before the first event that is kept. */
  stateBefore(time: number): Topology {
    return this.#earlier.findLast(({ now }) => now <= time) ?? (this.#earlier[0] as Topology);
  }

  #stateAt(index: number): Topology {
    return this.#states[index] as Topology;
  }
}
