/** Connections between two processes: the primary has handed them over, and their worker has not yet accepted or rejected them. */
import type { PeerPort, TraceEvent, WorkerId } from './event.ts';
import type { Holdings } from './holdings.ts';

export interface Handoff {
  readonly to: WorkerId;
  readonly handoff: number;
  readonly peer: PeerPort | null;
  /** The time of the handover, in microseconds since the run began. */
  readonly at: number;
}

/**
 * Connections whose worker died before it took them. The primary still holds them, so nobody answers and nobody resets: their
 * clients wait until they time out.
 */
export interface Orphans {
  readonly total: number;
  /** The newest, at most `KEPT_ORPHANS`. */
  readonly newest: readonly Handoff[];
}

/** A crash loop under traffic makes one per crash; the picture shows a few. */
const KEPT_ORPHANS = 20;

export const noOrphans: Orphans = { total: 0, newest: [] };

export type HandoffEvent = Extract<
  TraceEvent,
  { type: 'connection.handed' | 'connection.accepted' | 'connection.rejected' }
>;

export function handoffKey(to: WorkerId, handoff: number): string {
  return `${to}:${handoff}`;
}

/** Keeps the handoffs on their way. */
export function takeHandoff(waiting: Holdings<string, Handoff>, event: HandoffEvent): void {
  const { handoff, peer, at } = event;
  if (event.type === 'connection.handed')
    waiting.set(handoffKey(event.to, handoff), { to: event.to, handoff, peer, at });
  else waiting.delete(handoffKey(event.by, handoff));
}

/** Takes the handoffs of an ended worker out of `waiting`: their connections are nobody's now. */
export function orphan(orphans: Orphans, waiting: Holdings<string, Handoff>, worker: WorkerId): Orphans {
  const lost = waiting.takeAllOf(worker);
  if (lost.length === 0) return orphans;
  return { total: orphans.total + lost.length, newest: [...orphans.newest, ...lost].slice(-KEPT_ORPHANS) };
}
