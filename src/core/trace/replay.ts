/** A run as it was at any of its moments: the state after each event, found from the nearest state that is kept. */
import type { TraceEvent } from './event.ts';
import { inCausalOrder } from './causal-order.ts';
import { reduceTopology } from './reduce-topology.ts';
import type { Topology } from './topology.ts';

/** Events between two kept states: no more are reduced to find one of between, a few milliseconds of work. */
export const STRIDE = 2_000;

/** Positions count events: at 0 nothing of what is kept has happened, at `length` everything has. */
export class Replay {
  /** In the order in which they can have happened. */
  readonly events: readonly TraceEvent[];
  /** When each had happened; never goes back, though two processes' microseconds may. */
  readonly #times: Float64Array;
  readonly #earlier: readonly Topology[];
  readonly #total: number;
  /** The state at every `STRIDE`th position, as far as it was learnt. */
  readonly #states: Topology[];
  readonly #end: Topology | undefined;
  /** What was asked last: the next one is mostly a few events on. */
  #last: { readonly position: number; readonly topology: Topology };

  /**
   * @param earlier states from before the first event, oldest first; the last is the one that the events go on from
   * @param events of one clock, in the order of arrival
   * @param end what they lead to, where that is known
   * @param dropped how many came before them
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

  /** Whether this is all that there is to know of a log by now. */
  isOf({ events, dropped }: { readonly events: readonly TraceEvent[]; readonly dropped: number }): boolean {
    return events.length + dropped === this.#total;
  }

  get length(): number {
    return this.events.length;
  }

  /** Whether the state after so many events is found by reducing `STRIDE` of them at most; else `learn` leads there. */
  isNear(position: number): boolean {
    const isEnd = position === this.length && this.#end !== undefined;
    return isEnd || position <= this.#states.length * STRIDE;
  }

  /** Finds one more of the states that are kept. */
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
}
