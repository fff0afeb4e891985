/** What moves for the eye: one motion for one event that the trace reports. It says that it happened and in which order, not how fast. */
import type { PeerPort, TraceEvent, WorkerId } from '../core/trace/event.ts';

export type MotionKind =
  /** A connection on its way from the port over the primary to a worker. */
  | 'handoff'
  /** The worker's word that it takes the connection. */
  | 'taken'
  /** A connection that comes back to the primary. */
  | 'sent-back'
  | 'request'
  | 'message';

export interface Motion {
  readonly kind: MotionKind;
  readonly from: WorkerId;
  readonly to: WorkerId;
  readonly peer: PeerPort | null;
  /** From 0 to 1. */
  readonly progress: number;
}

/** On screen, in milliseconds. */
const LASTS: { readonly [Kind in MotionKind]: number } = {
  handoff: 460,
  taken: 260,
  'sent-back': 420,
  request: 460,
  message: 620,
};

/** More at once is a blur. */
const MOST_MOTIONS = 120;

interface Launched extends Omit<Motion, 'progress'> {
  readonly start: number;
}

export class Motions {
  #launched: Launched[] = [];
  /** When the last motion of a connection is over: its parts come one after the other. */
  readonly #free = new Map<PeerPort, number>();

  /** @param now milliseconds, on the clock that `at` is asked with */
  launch(events: readonly TraceEvent[], now: number): void {
    for (const event of events) {
      const motion = motionOf(event);
      if (motion !== undefined) this.#launch(motion, now);
    }
  }

  at(now: number): readonly Motion[] {
    this.#launched = this.#launched.filter((motion) => now < endOf(motion));
    if (this.#launched.length === 0) this.#free.clear();
    return this.#launched
      .filter(({ start }) => start <= now)
      .map((motion) => ({ ...motion, progress: (now - motion.start) / LASTS[motion.kind] }));
  }

  isMoving(now: number): boolean {
    return this.#launched.some((motion) => now < endOf(motion));
  }

  /** Connections that are on their way, or about to be. */
  get peers(): readonly PeerPort[] {
    return this.#launched.flatMap(({ peer }) => (peer === null ? [] : [peer]));
  }

  clear(): void {
    this.#launched = [];
    this.#free.clear();
  }

  #launch(motion: Omit<Motion, 'progress'>, now: number): void {
    if (this.#launched.length >= MOST_MOTIONS) return;
    const free = motion.peer === null ? 0 : (this.#free.get(motion.peer) ?? 0);
    const launched = { ...motion, start: Math.max(now, free) };
    if (motion.peer !== null && motion.kind !== 'taken') this.#free.set(motion.peer, endOf(launched));
    this.#launched.push(launched);
  }
}

function endOf({ start, kind }: Launched): number {
  return start + LASTS[kind];
}

function motionOf(event: TraceEvent): Omit<Motion, 'progress'> | undefined {
  switch (event.type) {
    case 'connection.handed':
      return { kind: 'handoff', from: 0, to: event.to, peer: event.peer };
    case 'connection.accepted':
      return { kind: 'taken', from: event.by, to: 0, peer: event.peer };
    case 'connection.rejected':
      return { kind: 'sent-back', from: event.by, to: 0, peer: event.peer };
    case 'request.started':
      return { kind: 'request', from: 0, to: event.worker, peer: event.peer };
    case 'message.sent':
      return { kind: 'message', from: event.from, to: event.to, peer: null };
    default:
      return undefined;
  }
}
