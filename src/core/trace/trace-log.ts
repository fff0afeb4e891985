/** The events of one run, on one clock that starts at the run's first event. */
import { ConnectionIndex } from './connection-index.ts';
import type { LoadOutcome, TraceEvent } from './event.ts';
import { Replay } from './replay.ts';
import { Timeline } from './timeline.ts';
import { reduceTopology } from './reduce-topology.ts';
import { emptyTopology, type Topology } from './topology.ts';

/** Events kept in detail: about 20 MB. Counters come from the topology, which sees every event, so they stay exact. */
export const KEPT_EVENTS = 100_000;

/** Of the dropped events, the few about processes and servers are kept for a saved run, up to this number. */
const KEPT_LIVES = 5_000;

/** Events between two remembered states, for when the events before a state are dropped. */
const MARKED = KEPT_EVENTS / 4;

/** States kept from before the oldest kept event, for scrubbing back; when there are more, every second one goes. */
const KEPT_STATES = 200;

export class TraceLog {
  readonly connections = new ConnectionIndex();
  readonly timeline = new Timeline();
  /** The state after all events so far. */
  #topology = emptyTopology;
  /** States after some of the kept events, by their number in the run. */
  readonly #marks: { readonly count: number; readonly topology: Topology }[] = [];
  /** States from before the kept events; the last leads to the oldest of these. */
  #earlier: [...Topology[], Topology] = [emptyTopology];
  #events: TraceEvent[] = [];
  #lives: readonly TraceEvent[] = [];
  #dropped = 0;
  #origin: number | null = null;

  /** The state of the cluster after all events, dropped ones included. */
  get topology(): Topology {
    return this.#topology;
  }

  /** The newest `KEPT_EVENTS` events and some more, in the order of arrival; those of one process are in its own order. */
  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** The number of events that were dropped for newer ones. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The clock's zero in microseconds: the `at` of the run's first event. */
  get origin(): number {
    return this.#origin ?? 0;
  }

  /** Adds events, with `at` counted from the run's first one. Copies the changed parts once per call, so pass a batch. */
  append(events: readonly TraceEvent[]): void {
    const rebased = events.map((event) => this.#rebase(event));
    for (const event of rebased) {
      this.connections.add(event);
      this.timeline.add(event);
      this.#events.push(event);
    }
    this.#topology = reduceTopology(this.#topology, rebased);
    const count = this.#dropped + this.#events.length;
    if (count >= (this.#marks.at(-1)?.count ?? this.#dropped) + MARKED)
      this.#marks.push({ count, topology: this.#topology });
    for (let mark = this.#marks[0]; mark !== undefined && count - mark.count >= KEPT_EVENTS; mark = this.#marks[0]) {
      this.#letGo(mark.count - this.#dropped, mark.topology);
      this.#marks.shift();
    }
  }

  /** The events for a file of this run: all kept ones, after the dropped ones about processes. */
  get telling(): readonly TraceEvent[] {
    return [...this.#lives, ...this.#events];
  }

  /** The run so far, with its state at every moment. */
  replay(): Replay {
    return new Replay(this.#earlier, this.#events, this.#topology, this.#dropped);
  }

  /** An outcome's times on this log's clock. */
  rebaseOutcome<Outcome extends LoadOutcome>(outcome: Outcome): Outcome {
    const { startedAt, finishedAt } = outcome;
    return { ...outcome, startedAt: startedAt - this.origin, finishedAt: finishedAt - this.origin };
  }

  /** @param before the state after those events */
  #letGo(surplus: number, before: Topology): void {
    const kept = this.#earlier.length < KEPT_STATES ? this.#earlier : this.#earlier.filter((_, at) => at % 2 === 0);
    this.#earlier = [...kept, before];
    const lives = this.#events.slice(0, surplus).filter(({ type }) => /^(process|worker|cluster|server)\./.test(type));
    this.#lives = [...this.#lives, ...lives].slice(-KEPT_LIVES);
    this.#events = this.#events.slice(surplus);
    this.#dropped += surplus;
  }

  #rebase(event: TraceEvent): TraceEvent {
    this.#origin ??= event.at;
    // Clocks of two processes differ by microseconds, and a forged one by years: no event comes before the first.
    return { ...event, at: Math.max(0, event.at - this.#origin) };
  }
}
