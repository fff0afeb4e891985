/** The state of a cluster as its trace tells it. Pure: the same events give the same topology. */
import type { PeerPort, SocketHolding, TraceEvent, WorkerId } from './event.ts';
import { noOrphans, orphan, takeHandoff, type Handoff, type HandoffEvent, type Orphans } from './handoffs.ts';

export interface Topology {
  /** Time of the last event, in microseconds since the run began. */
  readonly now: number;
  readonly policy: 'round-robin' | 'none' | 'unknown';
  /** Null until the program's first event. */
  readonly primary: ProcessState | null;
  /** Every worker that ever lived, by id; the dead keep their place. */
  readonly workers: readonly WorkerState[];
  /** Processes of the run that are no cluster workers: what `child_process` started, in the order of their first event. */
  readonly children: readonly ProcessState[];
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
  /** Its own memory in bytes, as it last said; null until it has. */
  readonly memory: { readonly rss: number; readonly heapUsed: number } | null;
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
  /** Connections that it sent back to the primary, as a worker does that closes or is full. */
  readonly rejected: number;
}

export interface ConnectionState {
  readonly peer: PeerPort;
  readonly port: number;
  /** The process that serves it. */
  readonly worker: WorkerId;
  readonly openedAt: number;
  readonly requests: number;
}

export const emptyTopology: Topology = {
  now: 0,
  policy: 'unknown',
  primary: null,
  workers: [],
  children: [],
  connections: new Map(),
  handoffs: new Map(),
  orphans: noOrphans,
  messages: 0,
  threads: 0,
  ended: false,
};

/** Applies events in order. Copies what it changes once per call, so pass a batch (a chunk's worth). */
export function reduceTopology(topology: Topology, events: readonly TraceEvent[]): Topology {
  if (events.length === 0) return topology;
  const draft: Draft = {
    ...topology,
    workers: [...topology.workers],
    children: [...topology.children],
    connections: new Map(topology.connections),
    handoffs: new Map(topology.handoffs),
  };
  for (const event of events) apply(draft, event);
  return draft;
}

/** The program has ended: who still lived is now exited, and the primary carries the exit that the host saw. */
export function endTopology(
  topology: Topology,
  exit: { readonly code: number | null; readonly signal: string | null },
): Topology {
  const gone = { code: null, signal: null, voluntary: false };
  return {
    ...topology,
    ended: true,
    connections: new Map(),
    handoffs: new Map(),
    primary: topology.primary && {
      ...closed(topology.primary),
      exit: { code: exit.code, signal: exit.signal, voluntary: false },
    },
    children: topology.children.map((child) => (child.state === 'exited' ? child : { ...closed(child), exit: gone })),
    workers: topology.workers.map((worker) =>
      worker.state === 'exited' ? worker : { ...closed(worker), exit: gone, exitedAt: topology.now },
    ),
  };
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Draft = Mutable<Omit<Topology, 'workers' | 'children' | 'connections' | 'handoffs'>> & {
  workers: WorkerState[];
  children: ProcessState[];
  connections: Map<PeerPort, ConnectionState>;
  handoffs: Map<string, Handoff>;
};

function newProcess(pid: number, node: string): ProcessState {
  return {
    pid,
    node,
    state: 'starting',
    servers: [],
    failures: [],
    connections: { total: 0, open: 0 },
    requests: { started: 0, finished: 0, aborted: 0 },
    messages: { sent: 0, received: 0 },
    memory: null,
    crash: null,
    exit: null,
  };
}

function closed<Process extends ProcessState>(process: Process): Process {
  return { ...process, state: 'exited', servers: [], connections: { ...process.connections, open: 0 } };
}

/** Changes the process that reported an event; an unknown one is left alone (its start was lost). */
function changeReporter(
  draft: Draft,
  { worker, pid }: TraceEvent,
  update: (process: ProcessState) => Partial<ProcessState>,
): void {
  if (worker !== 0) return change(draft, worker, update);
  if (draft.primary?.pid === pid) {
    draft.primary = { ...draft.primary, ...update(draft.primary) };
    return;
  }
  const index = draft.children.findIndex((child) => child.pid === pid);
  const child = draft.children[index];
  if (child) draft.children[index] = { ...child, ...update(child) };
}

/** Changes a worker, which others report about too. */
function change(draft: Draft, id: WorkerId, update: (worker: WorkerState) => Partial<WorkerState>): void {
  const index = draft.workers.findIndex((worker) => worker.id === id);
  const worker = draft.workers[index];
  if (worker) draft.workers[index] = { ...worker, ...update(worker) };
}

/** The first to start is the primary; what it starts beside its workers are children. */
function addProcess(draft: Draft, process: ProcessState): void {
  if (draft.primary === null) draft.primary = process;
  else draft.children = [...draft.children, process];
}

/** A worker may report itself before the primary reports its fork: whoever is first adds it. */
function addWorker(draft: Draft, id: WorkerId, pid: number, at: number, facts: Partial<WorkerState>): void {
  if (draft.workers.some((worker) => worker.id === id)) return change(draft, id, () => facts);
  const worker = {
    ...newProcess(pid, ''),
    id,
    env: {},
    primaryGained: [],
    forkedAt: at,
    exitedAt: null,
    rejected: 0,
    ...facts,
  };
  draft.workers = [...draft.workers, worker].sort((one, other) => one.id - other.id);
}

const count = <Counts extends object>(counts: Counts, name: keyof Counts): Counts => ({
  ...counts,
  [name]: (counts[name] as number) + 1,
});

function apply(draft: Draft, event: TraceEvent): void {
  draft.now = Math.max(draft.now, event.at);
  switch (event.type) {
    case 'process.started':
      if (event.role === 'primary') addProcess(draft, { ...newProcess(event.pid, event.node), state: 'online' });
      else addWorker(draft, event.worker, event.pid, event.at, { node: event.node });
      return;
    case 'cluster.setup':
      draft.policy = event.policy;
      return;
    case 'worker.forked':
      return addWorker(draft, event.id, event.workerPid, event.at, {
        env: event.env,
        primaryGained: event.primaryGained,
        forkedAt: event.at,
      });
    case 'worker.online':
      return change(draft, event.id, (worker) => (worker.state === 'starting' ? { state: 'online' } : {}));
    case 'worker.disconnected':
      return change(draft, event.id, (worker) => (worker.state === 'exited' ? {} : { state: 'disconnecting' }));
    case 'worker.exited':
      return applyExit(draft, event);
    case 'process.crashed':
      return changeReporter(draft, event, () => ({ crash: { name: event.name, message: event.message } }));
    case 'server.listening':
      return changeReporter(draft, event, (process) => ({
        servers: [...process.servers, { port: event.port, holding: event.holding }],
        ...(process.state === 'starting' || process.state === 'online' ? { state: 'listening' as const } : {}),
      }));
    case 'server.failed':
      return changeReporter(draft, event, (process) => ({
        failures: [...process.failures, { code: event.code, message: event.message }].slice(-KEPT_FAILURES),
      }));
    case 'connection.opened':
    case 'connection.closed':
      return applyConnection(draft, event);
    case 'request.started':
    case 'request.finished':
    case 'request.aborted':
      return applyRequest(draft, event);
    case 'message.sent':
      return changeReporter(draft, event, ({ messages }) => ({ messages: count(messages, 'sent') }));
    case 'message.received':
      draft.messages++;
      return changeReporter(draft, event, ({ messages }) => ({ messages: count(messages, 'received') }));
    case 'process.exiting':
      // Only its own parent sees a child's end, and tells nobody.
      if (draft.children.some(({ pid }) => pid === event.pid)) {
        const exit = { code: event.code, signal: null, voluntary: false };
        changeReporter(draft, event, (child) => ({ ...closed(child), exit }));
      }
      return;
    case 'thread.started':
      draft.threads++;
      return;
    case 'process.memory':
      return changeReporter(draft, event, () => ({ memory: { rss: event.rss, heapUsed: event.heapUsed } }));
    case 'connection.handed':
    case 'connection.accepted':
    case 'connection.rejected':
      return applyHandoff(draft, event);
    case 'worker.listening':
    case 'connection.received':
    case 'connection.dropped':
    case 'load.started':
    case 'load.held':
    case 'load.outcome':
    case 'load.cookies':
    case 'load.finished':
      return;
    default:
      event satisfies never;
  }
}

/** A server that fails again and again (a restart loop within one process) must not grow the state. */
const KEPT_FAILURES = 5;

function applyHandoff(draft: Draft, event: HandoffEvent): void {
  takeHandoff(draft.handoffs, event);
  if (event.type === 'connection.rejected') change(draft, event.by, (worker) => ({ rejected: worker.rejected + 1 }));
}

function applyExit(draft: Draft, event: Extract<TraceEvent, { type: 'worker.exited' }>): void {
  for (const connection of draft.connections.values()) {
    if (connection.worker === event.id) draft.connections.delete(connection.peer);
  }
  draft.orphans = orphan(draft.orphans, draft.handoffs, event.id);
  change(draft, event.id, (worker) => ({
    ...closed(worker),
    exit: { code: event.code, signal: event.signal, voluntary: event.voluntary },
    exitedAt: event.at,
  }));
}

function applyConnection(
  draft: Draft,
  event: Extract<TraceEvent, { type: 'connection.opened' | 'connection.closed' }>,
): void {
  const { peer, port, worker, at } = event;
  if (event.type === 'connection.opened') {
    draft.connections.set(peer, { peer, port, worker, openedAt: at, requests: 0 });
    return changeReporter(draft, event, ({ connections: { total, open } }) => ({
      connections: { total: total + 1, open: open + 1 },
    }));
  }
  if (draft.connections.get(peer)?.worker === worker) draft.connections.delete(peer);
  changeReporter(draft, event, ({ connections: { total, open } }) => ({
    connections: { total, open: Math.max(0, open - 1) },
  }));
}

function applyRequest(
  draft: Draft,
  event: Extract<TraceEvent, { type: 'request.started' | 'request.finished' | 'request.aborted' }>,
): void {
  const counter = event.type.slice('request.'.length) as keyof ProcessState['requests'];
  changeReporter(draft, event, ({ requests }) => ({ requests: count(requests, counter) }));
  if (event.type !== 'request.started') return;
  const connection = draft.connections.get(event.peer);
  if (connection) draft.connections.set(event.peer, { ...connection, requests: connection.requests + 1 });
}

/** Each process's part of all requests started, as a number from 0 to 1; 0 while there are none. */
export function shareOf(process: ProcessState, topology: Topology): number {
  const all = [...topology.workers, ...(topology.primary ? [topology.primary] : [])];
  const total = all.reduce((sum, each) => sum + each.requests.started, 0);
  return total === 0 ? 0 : process.requests.started / total;
}
