/** Where the events of workshops are kept: the seam between a server and what it writes to. */
import type { WorkshopEvent } from '../../core/workshop/workshop.ts';

export interface KeptWorkshop {
  readonly id: string;
  readonly code: string;
  readonly hostHash: Uint8Array;
  readonly screenHash: Uint8Array;
  /** By member. */
  readonly keys: Map<string, Uint8Array>;
  readonly events: readonly WorkshopEvent[];
}

/** A member's key comes with the event that they joined: never one without the other. */
export interface Row {
  readonly workshop: string;
  readonly event: WorkshopEvent;
  readonly key?: Uint8Array;
}

export interface WorkshopLog {
  all(): Promise<readonly KeptWorkshop[]>;
  read(id: string): Promise<KeptWorkshop | undefined>;
  create(workshop: Omit<KeptWorkshop, 'events' | 'keys'>, created: WorkshopEvent): Promise<void>;
  /**
   * Settles when it is durable, and, in a log that is shared, once `onEvent` has had it in the log's order. Rows are kept in
   * the order in which they were given. Rejects when it may not have been kept.
   */
  append(row: Row): Promise<void>;
  /** Settles when all that was appended before is durable. */
  written(): Promise<void>;
  /** Wholly. */
  delete(id: string): Promise<void>;
  close(): Promise<void>;
  /** Undefined for the log of one server. */
  readonly shared?: SharedLog | undefined;
}

/** What a log that several servers write to tells each of them, and asks of it. */
export interface SharedLog {
  /** Whether it cannot be reached now: then nobody is let in, since nothing could be kept. */
  readonly isAway: boolean;
  /** A number that no other member of the workshop has. */
  nextMember(workshop: string): Promise<number>;
  /** Tells the other servers which members are connected to this one. */
  tellHere(workshop: string, members: readonly string[]): void;
  follow(listener: SharedListener): Promise<void>;
}

export interface SharedListener {
  /** Each event of each workshop once, in the log's order. */
  onEvent(row: Row): void;
  onCreated(kept: KeptWorkshop): void;
  onDeleted(id: string): void;
  /** Who is connected to another server; none when that one has been silent. */
  onHere(workshop: string, server: string, members: readonly string[]): void;
  onAway(): void;
}
