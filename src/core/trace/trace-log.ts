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

/** States kept of the time before the oldest kept event, for who scrubs back that far; then every second one goes. */
const KEPT_STATES = 200;

export class TraceLog {
  readonly connections = new ConnectionIndex();
  readonly timeline = new Timeline();
  /** The last is the one before the oldest event that is kept. */
  #earlier: [...Topology[], Topology] = [emptyTopology];
  #events: TraceEvent[] = [];
  #lives: readonly TraceEvent[] = [];
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
    for (const event of rebased) {
      this.connections.add(event);
      this.timeline.add(event);
      this.#events.push(event);
    }
    if (this.#events.length > KEPT_EVENTS * 1.25) this.#letGo(this.#events.length - KEPT_EVENTS);
    return rebased;
  }

  /** What a file of this run holds: all events that are kept, and before them those of the processes' lives. */
  get telling(): readonly TraceEvent[] {
    return [...this.#lives, ...this.#events];
  }

  /** The run so far, to be looked at moment by moment. */
  replay(): Replay {
    return new Replay(this.#earlier, this.#events, this.#dropped);
  }

  /** An outcome's times on this log's clock. */
  rebaseOutcome<Outcome extends LoadOutcome>(outcome: Outcome): Outcome {
    const { startedAt, finishedAt } = outcome;
    return { ...outcome, startedAt: startedAt - this.origin, finishedAt: finishedAt - this.origin };
  }

  #letGo(surplus: number): void {
    const before = reduceTopology(this.#earlier.at(-1) ?? emptyTopology, this.#events.slice(0, surplus));
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
