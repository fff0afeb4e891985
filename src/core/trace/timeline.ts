/** The load of each process over time: counts in a bounded number of bins, so that a long run costs no more than a short one. */
import type { TraceEvent, WorkerId } from './event.ts';

/** The most bins; when they are full, each two become one. A screen has few more columns. */
const MOST_BINS = 512;

/** The first bins' width in microseconds: a narrower one cannot be seen. */
const FIRST_WIDTH = 5_000;

/** The most lanes: the newest workers' and the primary's. The picture shows a dozen. */
const MOST_LANES = 32;

/** One process over time; index i is the time from `i * width` to `(i + 1) * width`. */
export interface Lane {
  readonly worker: WorkerId;
  /** Requests that began. */
  readonly requests: readonly number[];
  /** Microseconds in which at least one request was under way. */
  readonly busy: readonly number[];
}

interface Growing {
  requests: number[];
  busy: number[];
  underWay: number;
  busySince: number;
}

export class Timeline {
  #width = FIRST_WIDTH;
  #pid: number | undefined;
  readonly #lanes = new Map<WorkerId, Growing>();

  /** Microseconds of a bin. */
  get width(): number {
    return this.#width;
  }

  /** Exact up to `now`: requests under way count until then. Lanes are in the order of ids, the primary first. */
  lanesAt(now: number): readonly Lane[] {
    this.#makeRoom(now);
    return [...this.#lanes]
      .toSorted(([one], [other]) => one - other)
      .map(([worker, { requests, busy, underWay, busySince }]) => {
        const whole = [...busy];
        if (underWay > 0) spread(whole, busySince, now, this.#width);
        return { worker, requests: [...requests], busy: whole };
      });
  }

  add(event: TraceEvent): void {
    this.#pid ??= event.pid;
    switch (event.type) {
      case 'process.started':
        this.#laneOf(event);
        return;
      case 'request.started': {
        const lane = this.#laneOf(event);
        if (lane === undefined) return;
        this.#makeRoom(event.at);
        addTo(lane.requests, Math.floor(event.at / this.#width), 1);
        if (lane.underWay++ === 0) lane.busySince = event.at;
        return;
      }
      case 'request.finished':
      case 'request.aborted': {
        const lane = this.#laneOf(event);
        if (lane !== undefined && lane.underWay > 0 && --lane.underWay === 0) this.#endWork(lane, event.at);
        return;
      }
      case 'worker.exited': {
        const lane = this.#lanes.get(event.id);
        if (lane === undefined || lane.underWay === 0) return;
        lane.underWay = 0;
        this.#endWork(lane, event.at);
        return;
      }
      default:
    }
  }

  #endWork(lane: Growing, at: number): void {
    this.#makeRoom(at);
    spread(lane.busy, lane.busySince, at, this.#width);
  }

  /** Undefined for a process that is neither primary nor worker: the picture has no lane for it. */
  #laneOf({ worker, pid }: TraceEvent): Growing | undefined {
    if (worker === 0 && pid !== this.#pid) return undefined;
    let lane = this.#lanes.get(worker);
    if (lane === undefined) {
      this.#lanes.set(worker, (lane = { requests: [], busy: [], underWay: 0, busySince: 0 }));
      if (this.#lanes.size > MOST_LANES * 2) this.#forgetOldest();
    }
    return lane;
  }

  #forgetOldest(): void {
    const workers = [...this.#lanes.keys()].filter((worker) => worker !== 0).sort((one, other) => one - other);
    for (const worker of workers.slice(0, -MOST_LANES)) this.#lanes.delete(worker);
  }

  #makeRoom(at: number): void {
    while (at >= this.#width * MOST_BINS) {
      this.#width *= 2;
      for (const lane of this.#lanes.values()) {
        lane.requests = inPairs(lane.requests);
        lane.busy = inPairs(lane.busy);
      }
    }
  }
}

function inPairs(counts: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(counts.length / 2) }, (_, index) => {
    return (counts[index * 2] ?? 0) + (counts[index * 2 + 1] ?? 0);
  });
}

/** Adds the time from `start` to `end` to the bins that it covers. */
function spread(bins: number[], start: number, end: number, width: number): void {
  for (let from = start; from < end;) {
    const index = Math.floor(from / width);
    const to = Math.min(end, (index + 1) * width);
    addTo(bins, index, to - from);
    from = to;
  }
}

function addTo(counts: number[], index: number, amount: number): void {
  while (counts.length <= index) counts.push(0);
  counts[index] = (counts[index] as number) + amount;
}
