/** How slow this computer is in a run, told by its slowest start of a process: whoever waits gives it that much longer. */
import type { TraceEvent } from '../core/trace/event.ts';

/** A slow computer with nothing else to do starts one within this: decision 24 has the measurements. */
const FAIR_START_MS = 500;

/** So many times slower, what did not happen says nothing about the program; and nobody waits longer than by this factor. */
const TOO_SLOW = 4;

/** More than any engine lets start at once; a trace may tell of any number. */
const MOST_STARTING = 100;

/** What the program's own process is called beside its workers and loads. */
const PROGRAM = 'program';

export class Pace {
  /** Who is starting, and since when; the first has been at it the longest. */
  readonly #starting = new Map<string, number>();
  readonly #parallelism: number;
  /** The most that were starting at once since nobody was. */
  #crowd = 0;
  #slowestMs = 0;

  /** @param parallelism processes that can run at the same time */
  constructor(parallelism: number) {
    this.#parallelism = parallelism;
  }

  begin(name = PROGRAM): void {
    if (this.#starting.size >= MOST_STARTING) return;
    this.#starting.set(name, performance.now());
    this.#crowd = Math.max(this.#crowd, this.#starting.size);
  }

  /** It has shown itself, or never will. */
  end(name = PROGRAM): void {
    const since = this.#starting.get(name);
    if (since === undefined) return;
    this.#slowestMs = Math.max(this.#slowestMs, this.#startMs(since));
    this.#starting.delete(name);
    if (!this.isStarting) this.#crowd = 0;
  }

  /** A worker is starting from its fork until it says so itself, or the primary of it. */
  hear(events: readonly TraceEvent[]): void {
    if (events.length > 0) this.end();
    for (const event of events) {
      if (event.type === 'worker.forked') this.begin(workerName(event.id));
      else if (event.type === 'process.started') this.end(workerName(event.worker));
      else if (event.type === 'worker.online' || event.type === 'worker.exited') this.end(workerName(event.id));
    }
  }

  get isStarting(): boolean {
    return this.#starting.size > 0;
  }

  get isTooSlow(): boolean {
    return this.#slowness >= TOO_SLOW;
  }

  /** A time as it is on a computer as slow as this one. */
  stretch(ms: number): number {
    return Math.round(ms * Math.min(this.#slowness, TOO_SLOW));
  }

  /** 1 on a computer that is as quick as it should be. Who is still starting counts too. */
  get #slowness(): number {
    const [oldest] = this.#starting.values();
    const oldestMs = oldest === undefined ? 0 : this.#startMs(oldest);
    return Math.max(FAIR_START_MS, this.#slowestMs, oldestMs) / FAIR_START_MS;
  }

  /** As it would have been alone: many that start at once share what can run at once, and that is the program's doing. */
  #startMs(since: number): number {
    return (performance.now() - since) / Math.max(1, this.#crowd / this.#parallelism);
  }
}

function workerName(id: number): string {
  return `worker ${id}`;
}
