/** Where the events of workshops are kept: the seam between a server and what it writes to. */
import type { Draft } from '../model/draft.ts';
import type { WorkshopEvent } from '../model/event.schema.ts';
import type { Workshop } from '../model/workshop.ts';

/** What opens a workshop at first. */
export interface MadeWorkshop {
  readonly id: string;
  readonly code: string;
  readonly hostHash: Uint8Array;
  readonly screenHash: Uint8Array;
}

export interface KeptWorkshop extends MadeWorkshop {
  /** By member. */
  readonly keys: Map<string, Uint8Array>;
  /** What its events come to. */
  readonly workshop: Draft<Workshop>;
  /** Of its last event, in the log's own words. */
  readonly position: string;
  readonly events: number;
  /** Of them, those that no snapshot holds. */
  readonly sinceSnapshot: number;
}

/** One that cannot be read, while the others can. */
export interface SetAside {
  readonly id: string;
  /** Undefined where that cannot be read either. */
  readonly code: string | undefined;
  /** The name of its file, or its key. */
  readonly place: string;
  /** For who runs the server: what is wrong with which file, and the way on. */
  readonly sentence: string;
}

export type Read = { readonly kept: KeptWorkshop } | { readonly aside: SetAside };

/** A member's key comes with the event that they joined: never one without the other. */
export interface Row {
  readonly workshop: string;
  readonly event: WorkshopEvent;
  readonly key?: Uint8Array;
}

export interface WorkshopLog {
  /** Those that are followed from then on, and those that cannot be. */
  all(): Promise<readonly Read[]>;
  /** Rejects when it is not kept: then nothing of it is. */
  create(made: MadeWorkshop, created: WorkshopEvent): Promise<KeptWorkshop>;
  /**
   * Settles when it is durable and `onEvent` has had it, in the log's order: that of those who gave it. Rejects when it may not
   * have been kept.
   */
  append(row: Row): Promise<void>;
  /** A shorter way to where `position` is, at the next start. Should it not be kept, or be damaged, the events are read instead. */
  snapshot(id: string, position: string, text: string, keys: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Wholly. Rejects when it is still there. */
  delete(id: string): Promise<void>;
  follow(listener: LogListener): Promise<void>;
  close(): Promise<void>;
  /** Undefined for the log of one server. */
  readonly shared?: SharedLog | undefined;
}

/** What a log that several servers write to is asked beyond that. */
export interface SharedLog {
  /** Whether it cannot be reached now: then nobody is let in, since nothing could be kept. */
  readonly isAway: boolean;
  /** A number that no other member of the workshop has. */
  nextMember(workshop: string): Promise<number>;
  /** Tells the other servers which members are connected to this one. */
  tellHere(workshop: string, members: readonly string[]): void;
}

export interface LogListener {
  /** Each event of each workshop once, in the log's order. */
  onEvent(row: Row, position: string): void;
  /** The others are what happens to a log that is shared. */
  onCreated(kept: KeptWorkshop): void;
  onDeleted(id: string): void;
  onAside(aside: SetAside): void;
  /** Who is connected to another server; none when that one has been silent. */
  onHere(workshop: string, server: string, members: readonly string[]): void;
  onAway(): void;
}
