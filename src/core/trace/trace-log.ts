/** The events of one run, on one clock that starts at the run's first event. */
import { ConnectionIndex } from './connection-index.ts';
import type { LoadOutcome, TraceEvent } from './event.ts';
import { Replay } from './replay.ts';
import { Timeline } from './timeline.ts';
import { reduceTopology } from './reduce-topology.ts';
import { emptyTopology, type Topology } from './topology.ts';

/** Events kept in detail: about 20 MB. Counters come from the topology, which sees every event, so nothing is miscounted. */
export const KEPT_EVENTS = 100_000;

/** Events of processes and servers are few; of those let go of, so many are kept for who saves a run. */
const KEPT_LIVES = 5_000;

/** Events between two states that are remembered, for when the events before one are let go of. */
const MARKED = KEPT_EVENTS / 4;

/** States kept of the time before the oldest kept event, for who scrubs back that far; then every second one goes. */
const KEPT_STATES = 200;

export class TraceLog {
  readonly connections = new ConnectionIndex();
  readonly timeline = new Timeline();
  /** What all events so far lead to. */
  #topology = emptyTopology;
  /** States after so many events of the run, among those that are kept. */
  readonly #marks: { readonly count: number; readonly topology: Topology }[] = [];
  /** The last is the one before the oldest event that is kept. */
  #earlier: [...Topology[], Topology] = [emptyTopology];
  #events: TraceEvent[] = [];
  #lives: readonly TraceEvent[] = [];
  #dropped = 0;
  #origin: number | null = null;

  /** The cluster as all events tell it, those included that are no longer kept. */
  get topology(): Topology {
    return this.#topology;
  }

  /** The newest `KEPT_EVENTS` events and some more, in the order they arrived; a process's own are in its order. */
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

  /** Adds events, with `at` counted from the run's first one. Copies what it changes once per call, so pass a batch. */
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

  /** What a file of this run holds: all events that are kept, and before them those of the processes' lives. */
  get telling(): readonly TraceEvent[] {
    return [...this.#lives, ...this.#events];
  }

  /** The run so far, to be looked at moment by moment. */
  replay(): Replay {
    return new Replay(this.#earlier, this.#events, this.#topology, this.#dropped);
  }

  /** An outcome's times on this log's clock. */
  rebaseOutcome<Outcome extends LoadOutcome>(outcome: Outcome): Outcome {
    const { startedAt, finishedAt } = outcome;
    return { ...outcome, startedAt: startedAt - this.origin, finishedAt: finishedAt - this.origin };
  }

  /** @param before the state that they lead to */
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
    // Clocks of two processes differ by microseconds, and a forged one by years: nothing was before the first event.
    return { ...event, at: Math.max(0, event.at - this.#origin) };
  }
}
