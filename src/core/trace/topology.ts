/** The state of a cluster according to its trace. */
import type { PeerPort, SocketHolding, WorkerId } from './event.ts';
import { noOrphans, type Handoff, type Orphans } from './handoffs.ts';
import { placeIn } from './roster.ts';

export interface Topology {
  /** Time of the last event, in microseconds since the run began. */
  readonly now: number;
  readonly policy: 'round-robin' | 'none' | 'unknown';
  /** Null until the program's first event. */
  readonly primary: ProcessState | null;
  /** Every worker that ever lived, by id, up to a bound; the dead keep their place. */
  readonly workers: readonly WorkerState[];
  /** Processes of the run that are not cluster workers: children of `child_process`, by pid. */
  readonly children: readonly ProcessState[];
  /** The number of workers and children beyond the bound. */
  readonly unlisted: number;
  /** Connections open now, by the client's port. */
  readonly connections: ReadonlyMap<PeerPort, ConnectionState>;
  /** Connections that the primary has handed over and that nobody has acknowledged yet, by `handoffKey`. */
  readonly handoffs: ReadonlyMap<string, Handoff>;
  readonly orphans: Orphans;
  /** Messages of the program's own that arrived. */
  readonly messages: number;
  /** Threads of `worker_threads` that the processes ever started. */
  readonly threads: number;
  /** Whether the run is over. */
  readonly ended: boolean;
}

/** A process that serves; its counters are exact over the whole run. */
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
  /** Its own memory in bytes, by its last report; null before the first. */
  readonly memory: { readonly rss: number; readonly heapUsed: number } | null;
  readonly crash: { readonly name: string; readonly message: string } | null;
  /** Its end; `code` and `signal` are null when only the end of the run is known. */
  readonly exit: { readonly code: number | null; readonly signal: string | null; readonly voluntary: boolean } | null;
}

export interface WorkerState extends ProcessState {
  readonly id: WorkerId;
  /** The `env` of `cluster.fork(env)`. */
  readonly env: Readonly<Record<string, string>>;
  /** Names that the primary's environment had gained when this worker was forked. */
  readonly primaryGained: readonly string[];
  readonly forkedAt: number;
  readonly exitedAt: number | null;
  /** Connections that it sent back to the primary, as a closing or full worker does. */
  readonly rejected: number;
}

export interface ConnectionState {
  readonly peer: PeerPort;
  readonly port: number;
  /** The process that serves it; 0 for whoever is no worker, and then its pid tells the primary from a child. */
  readonly worker: WorkerId;
  readonly pid: number;
  readonly openedAt: number;
  readonly requests: number;
}

export const emptyTopology: Topology = {
  now: 0,
  policy: 'unknown',
  primary: null,
  workers: [],
  children: [],
  unlisted: 0,
  connections: new Map(),
  handoffs: new Map(),
  orphans: noOrphans,
  messages: 0,
  threads: 0,
  ended: false,
};

/** The worker with this id, found by halving. */
export function workerOf({ workers }: Pick<Topology, 'workers'>, id: WorkerId): WorkerState | undefined {
  const place = placeIn(workers, id, idOf);
  return place === undefined ? undefined : workers[place];
}

export function idOf({ id }: WorkerState): number {
  return id;
}

/** All requests started; each process has a share of them. */
export function requestsOf({ workers, primary }: Topology): number {
  return workers.reduce((sum, each) => sum + each.requests.started, primary?.requests.started ?? 0);
}
