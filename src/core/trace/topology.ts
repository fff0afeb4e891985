/** The state of a cluster as its trace tells it. Pure: the same events give the same topology. */
import type { PeerPort, SocketHolding, TraceEvent, WorkerId } from './event.ts';

export interface Topology {
  /** Time of the last event, in microseconds since the run began. */
  readonly now: number;
  readonly policy: 'round-robin' | 'none' | 'unknown';
  /** Null until the program's first event. */
  readonly primary: ProcessState | null;
  /** Every worker that ever lived, by id; the dead keep their place. */
  readonly workers: readonly WorkerState[];
  /** Connections open now, by the client's port. */
  readonly connections: ReadonlyMap<PeerPort, ConnectionState>;
  /** Messages of the program's own that arrived. */
  readonly messages: number;
  /** Whether the run is over. */
  readonly ended: boolean;
}

/** A process that serves: counters are exact over the whole run. */
export interface ProcessState {
  readonly pid: number;
  readonly node: string;
  readonly state: 'starting' | 'online' | 'listening' | 'disconnecting' | 'exited';
  /** Servers that listen in this process. */
  readonly servers: readonly { readonly port: number; readonly holding: SocketHolding }[];
  readonly failures: readonly { readonly code: string; readonly message: string }[];
  /** Connections ever opened here, and those open now. */
  readonly connections: { readonly total: number; readonly open: number };
  readonly requests: { readonly started: number; readonly finished: number; readonly aborted: number };
  readonly messages: { readonly sent: number; readonly received: number };
  readonly crash: { readonly name: string; readonly message: string } | null;
  /** How it ended; `code` and `signal` are null when only the end of the run is known. */
  readonly exit: { readonly code: number | null; readonly signal: string | null; readonly voluntary: boolean } | null;
}

export interface WorkerState extends ProcessState {
  readonly id: WorkerId;
  /** What `cluster.fork(env)` was given. */
  readonly env: Readonly<Record<string, string>>;
  /** Names that the primary's environment had gained when this worker was forked. */
  readonly primaryGained: readonly string[];
  readonly forkedAt: number;
  readonly exitedAt: number | null;
}

export interface ConnectionState {
  readonly peer: PeerPort;
  readonly port: number;
  /** The process that serves it. */
  readonly worker: WorkerId;
  readonly openedAt: number;
  readonly requests: number;
  /** Whether a request is being answered on it now. */
  readonly busy: boolean;
}

export declare const emptyTopology: Topology;

/** Applies events in order. Copies what it changes once per call, so pass a batch (a frame's worth). */
export declare function reduceTopology(topology: Topology, events: readonly TraceEvent[]): Topology;

/** The program has ended: who still lived is now exited, and the primary carries the exit that the host saw. */
export declare function endTopology(
  topology: Topology,
  exit: { readonly code: number | null; readonly signal: string | null },
): Topology;
