/**
 * Paces the events of the live picture: a burst of requests takes a few milliseconds, too fast for any eye. The picture shows its
 * events in their order over a second or so, and has then caught up. Counts in the table never wait.
 */
import { inCausalOrder } from '../core/trace/causal-order.ts';
import type { TraceEvent } from '../core/trace/event.ts';
import { reduceTopology } from '../core/trace/reduce-topology.ts';
import { emptyTopology, type Topology } from '../core/trace/topology.ts';

/** How long a burst takes on screen, in milliseconds. */
const LASTS_MS = 1_200;

/** Slower than this it need not be, in events a millisecond: one request is eight events. */
const SLOWEST = 0.05;

/** More at once can't be followed: the oldest then happen all at once, and where as many are new, all do. */
const MOST_WAITING = 2_000;

export class EventPacing {
  #topology: Topology = emptyTopology;
  #waiting: readonly TraceEvent[] = [];
  #rate = SLOWEST;
  /** Parts of an event that are due. */
  #due = 0;

  /** The state that the events so far lead to. */
  get topology(): Topology {
    return this.#topology;
  }

  get isBehind(): boolean {
    return this.#waiting.length > 0;
  }

  /** Begins anew, from a state that nothing needs to lead to. */
  reset(topology: Topology): void {
    this.#topology = topology;
    this.#waiting = [];
  }

  /**
   * @param now the state that all events so far lead to
   * @returns how many of what waited have had to happen at once, unseen
   */
  add(events: readonly TraceEvent[], now: Topology): number {
    if (events.length === 0) return 0;
    if (events.length > MOST_WAITING) {
      const unseen = this.#waiting.length + events.length;
      this.reset(now);
      return unseen;
    }
    const waiting = inCausalOrder([...this.#waiting, ...events]);
    const surplus = Math.max(0, waiting.length - MOST_WAITING);
    this.#topology = reduceTopology(this.#topology, waiting.slice(0, surplus));
    this.#waiting = waiting.slice(surplus);
    this.#rate = Math.max(SLOWEST, this.#waiting.length / LASTS_MS);
    return surplus;
  }

  /** Lets happen what is due after so many milliseconds; all of it at `Infinity`. */
  pass(milliseconds: number): readonly TraceEvent[] {
    this.#due = Math.min(this.#waiting.length, this.#due + this.#rate * milliseconds);
    const events = this.#waiting.slice(0, Math.floor(this.#due));
    this.#due -= events.length;
    this.#waiting = this.#waiting.slice(events.length);
    this.#topology = reduceTopology(this.#topology, events);
    return events;
  }
}
