/** The slowness of this computer in a run, by its slowest start of a process: every wait is longer by that factor. */
import type { TraceEvent } from '../core/trace/event.ts';

/** The slowest fair start: an idle slow computer starts a process within this (measurements: decision 24). */
const FAIR_START_MS = 500;

/** Beyond this slowness a missing event says nothing about the program, and no wait gets longer. */
const TOO_SLOW = 4;

/** More than any engine lets start at once; a trace may report any number. */
const MOST_STARTING = 100;

/** The name of the program's own process, beside its workers and loads. */
const PROGRAM = 'program';

export class Pace {
  /** Starting processes by name, with the time of each start's beginning; the first is the oldest. */
  readonly #starting = new Map<string, number>();
  readonly #parallelism: number;
  /** The most simultaneous starts since there was none. */
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

  /** The process has shown itself, or never will. */
  end(name = PROGRAM): void {
    const since = this.#starting.get(name);
    if (since === undefined) return;
    this.#slowestMs = Math.max(this.#slowestMs, this.#startMs(since));
    this.#starting.delete(name);
    if (!this.isStarting) this.#crowd = 0;
  }

  /** A worker is starting from its fork until its own report, or the primary's report of it. */
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

  /** A time, stretched to the slowness of this computer. */
  stretch(ms: number): number {
    return Math.round(ms * Math.min(this.#slowness, TOO_SLOW));
  }

  /** 1 on a computer of full speed. Unfinished starts count too. */
  get #slowness(): number {
    const [oldest] = this.#starting.values();
    const oldestMs = oldest === undefined ? 0 : this.#startMs(oldest);
    return Math.max(FAIR_START_MS, this.#slowestMs, oldestMs) / FAIR_START_MS;
  }

  /** The time of a lone start: simultaneous ones share the processors, which is the program's doing. */
  #startMs(since: number): number {
    return (performance.now() - since) / Math.max(1, this.#crowd / this.#parallelism);
  }
}

function workerName(id: number): string {
  return `worker ${id}`;
}
