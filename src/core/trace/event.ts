/**
 * What the tracer and the load generator report: one event for one thing that happened in one process.
 * Everything on screen is a function of these. Hooks behind each: README.md.
 */

/** A cluster worker's id; 0 is the primary, or a program that does not use cluster. */
export type WorkerId = number;

/** In every event. Order within a process: `sequence`. Across processes: `at`. */
export interface Stamp {
  /** The process that reports. */
  readonly pid: number;
  /** The worker id of that process. */
  readonly worker: WorkerId;
  /** 1, 2, 3, … within this process. */
  readonly sequence: number;
  /** Microseconds on a clock that all processes of a run share (CLOCK_MONOTONIC); the log rebases it to the run's first event. */
  readonly at: number;
}

/** Who holds the listening socket when a server listens. */
export type SocketHolding =
  /** Only the primary holds it and hands connections over. */
  | 'round-robin'
  /** Primary and workers share one handle (SCHED_NONE). */
  | 'shared-handle'
  /** This process alone (primary, plain program, `exclusive`, `reusePort`). */
  | 'own-socket';

/** A connection as both of its ends know it: the client's port. */
export type PeerPort = number;

export type TraceEvent = Stamp & TraceFact;

export type TraceFact =
  // a process about itself
  | {
      readonly type: 'process.started';
      readonly role: 'primary' | 'worker';
      readonly node: string;
      readonly ppid: number;
    }
  | { readonly type: 'process.exiting'; readonly code: number }
  | { readonly type: 'thread.started' }
  /** Bytes that this process holds for itself; once a second at most, and only beside other events. */
  | { readonly type: 'process.memory'; readonly rss: number; readonly heapUsed: number }
  | { readonly type: 'process.crashed'; readonly origin: string; readonly name: string; readonly message: string }
  // the primary about its cluster
  | { readonly type: 'cluster.setup'; readonly policy: 'round-robin' | 'none' }
  | {
      readonly type: 'worker.forked';
      readonly id: WorkerId;
      readonly workerPid: number;
      /** What `cluster.fork(env)` was given, at most 16 entries of 200 characters. */
      readonly env: Readonly<Record<string, string>>;
      /** Names that the primary's own environment gained since it started. */
      readonly primaryGained: readonly string[];
    }
  | { readonly type: 'worker.online'; readonly id: WorkerId }
  | { readonly type: 'worker.listening'; readonly id: WorkerId; readonly port: number; readonly address: string | null }
  | { readonly type: 'worker.disconnected'; readonly id: WorkerId; readonly voluntary: boolean }
  | {
      readonly type: 'worker.exited';
      readonly id: WorkerId;
      readonly code: number | null;
      readonly signal: string | null;
      readonly voluntary: boolean;
    }
  // servers
  | { readonly type: 'server.listening'; readonly port: number; readonly holding: SocketHolding }
  | { readonly type: 'server.failed'; readonly code: string; readonly message: string }
  // a connection's way: primary hands over -> worker receives -> primary hears accepted or rejected -> socket opens and closes
  | {
      readonly type: 'connection.handed';
      readonly to: WorkerId;
      readonly handoff: number;
      readonly peer: PeerPort | null;
    }
  | { readonly type: 'connection.received'; readonly handoff: number; readonly peer: PeerPort | null }
  | {
      readonly type: 'connection.accepted';
      readonly by: WorkerId;
      readonly handoff: number;
      readonly peer: PeerPort | null;
    }
  | {
      readonly type: 'connection.rejected';
      readonly by: WorkerId;
      readonly handoff: number;
      readonly peer: PeerPort | null;
    }
  | { readonly type: 'connection.opened'; readonly peer: PeerPort; readonly port: number }
  | { readonly type: 'connection.closed'; readonly peer: PeerPort; readonly port: number }
  | { readonly type: 'connection.dropped'; readonly peer: PeerPort | null; readonly port: number | null }
  // requests, numbered within their process
  | {
      readonly type: 'request.started';
      readonly request: number;
      readonly method: string;
      readonly path: string;
      readonly peer: PeerPort;
      /** Whether the connection had carried a request before. */
      readonly reused: boolean;
    }
  | { readonly type: 'request.finished'; readonly request: number; readonly status: number }
  | { readonly type: 'request.aborted'; readonly request: number }
  // messages of the program's own; `with` is the worker at the other end as the primary sees it
  | { readonly type: 'message.sent'; readonly from: WorkerId; readonly to: WorkerId; readonly body: string }
  | { readonly type: 'message.received'; readonly from: WorkerId; readonly to: WorkerId; readonly body: string }
  // the load generator
  | {
      readonly type: 'load.started';
      readonly load: string;
      readonly requests: number;
      readonly connections: number;
      readonly keepAlive: boolean;
    }
  /** A held request got its head: from here on it listens. */
  | { readonly type: 'load.held'; readonly load: string; readonly request: number; readonly status: number }
  | ({ readonly type: 'load.outcome'; readonly load: string } & LoadOutcome)
  /** What the answers of a load set, as the next load of the same visitor sends it. */
  | { readonly type: 'load.cookies'; readonly load: string; readonly header: string }
  | {
      readonly type: 'load.finished';
      readonly load: string;
      readonly sent: number;
      readonly answered: number;
      readonly failed: number;
    };

/** One request as its sender saw it. Times are on the trace clock. */
export interface LoadOutcome {
  /** 1, 2, 3, … in the order of sending. */
  readonly request: number;
  /** The client's port: joins the request to the connection that the trace reports. Null when it never connected. */
  readonly peer: PeerPort | null;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly result:
    | { readonly kind: 'answered'; readonly status: number; readonly body: string }
    | { readonly kind: 'failed'; readonly code: string }
    | { readonly kind: 'timed-out' };
}
