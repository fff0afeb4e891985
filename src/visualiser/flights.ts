/** Requests on their way, for the eye: one flight for each request that a process began to serve, as the trace says. */
import type { Topology } from '../core/trace/topology.ts';

/** A flight takes so long on screen, whatever the request took: the picture says that it happened, not how fast. */
const FLIGHT_MS = 520;

/** Requests that arrive in one report leave one after the other, so that they can be seen. */
const GAP_MS = 28;

/** More at once is a blur; the counts say them all. */
const MOST_FLIGHTS = 60;

export interface Flight {
  /** The process that serves it; 0 is the primary. */
  readonly worker: number;
  /** 0 at the visitor, 1 at the process. */
  readonly progress: number;
}

interface Launched {
  readonly worker: number;
  readonly from: number;
}

export class Flights {
  #flights: Launched[] = [];

  /** @param now milliseconds, on the clock that `at` is asked with */
  launch(before: Topology, after: Topology, now: number): void {
    const begun = startedBy(before);
    const added = [...startedBy(after)].flatMap(([worker, started]) =>
      Array.from({ length: Math.max(0, started - (begun.get(worker) ?? 0)) }, (_, turn) => ({ worker, turn })),
    );
    // A report holds no order between processes that matters to the eye: they take turns.
    const inTurn = added.toSorted((a, b) => a.turn - b.turn);
    const room = MOST_FLIGHTS - this.#flights.length;
    this.#flights.push(...inTurn.slice(0, room).map(({ worker }, index) => ({ worker, from: now + index * GAP_MS })));
  }

  at(now: number): readonly Flight[] {
    this.#flights = this.#flights.filter(({ from }) => now < from + FLIGHT_MS);
    return this.#flights
      .map(({ worker, from }) => ({ worker, progress: (now - from) / FLIGHT_MS }))
      .filter(({ progress }) => progress >= 0);
  }

  areFlying(now: number): boolean {
    return this.#flights.some(({ from }) => now < from + FLIGHT_MS);
  }
}

function startedBy({ primary, workers }: Topology): ReadonlyMap<number, number> {
  const counts = new Map(workers.map(({ id, requests }) => [id, requests.started]));
  if (primary !== null) counts.set(0, primary.requests.started);
  return counts;
}
