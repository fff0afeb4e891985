/** What a picture is made of: the cluster as it was at a time, what moves, and where things have their places. */
import type { WorkerId } from '../core/trace/event.ts';
import type { Handoff } from '../core/trace/handoffs.ts';
import type { ProcessState, Topology } from '../core/trace/topology.ts';
import type { Layout } from './layout.ts';
import type { Motion } from './motions.ts';

export interface Moment {
  readonly topology: Topology;
  readonly layout: Layout;
  /** Microseconds since the run began; at least the topology's own. */
  readonly time: number;
  readonly motions: readonly Motion[];
  /** Bytes of the fullest heap of all processes. */
  readonly fullestHeap: number;
  /** What each worker has been given and does not take. */
  readonly waiting: ReadonlyMap<WorkerId, readonly Handoff[]>;
}

/** A worker that is free takes a connection in well under this, in microseconds: one that has not is busy. */
const BUSY_AFTER = 40_000;

/** Connections that a worker has been given and does not take, since its thread is at work. */
export function waitingAt(time: number, { handoffs }: Topology): Moment['waiting'] {
  return Map.groupBy(
    [...handoffs.values()].filter(({ at }) => time - at >= BUSY_AFTER),
    ({ to }) => to,
  );
}

export function waitingFor(worker: WorkerId, { waiting }: Moment): readonly Handoff[] {
  return waiting.get(worker) ?? [];
}

export function fullestHeapOf({ primary, workers, children }: Topology): number {
  const fuller = (most: number, { memory }: ProcessState) => Math.max(most, memory?.heapUsed ?? 0);
  return children.reduce(fuller, workers.reduce(fuller, primary?.memory?.heapUsed ?? 0));
}
