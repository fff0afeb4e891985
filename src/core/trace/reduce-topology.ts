/** The state of a cluster after each event. Pure: the same events give the same topology. */
import type { PeerPort, TraceEvent, WorkerId } from './event.ts';
import { orphan, takeHandoff, type Handoff, type HandoffEvent } from './handoffs.ts';
import { Holdings } from './holdings.ts';
import { Roster } from './roster.ts';
import { idOf, type ConnectionState, type ProcessState, type Topology, type WorkerState } from './topology.ts';

/** Applies events in order, each in constant time. Copies the changed parts once per call, so pass a batch (a chunk's worth). */
export function reduceTopology(topology: Topology, events: readonly TraceEvent[]): Topology {
  if (events.length === 0) return topology;
  const draft: Draft = {
    ...topology,
    workers: new Roster(topology.workers, idOf),
    children: new Roster(topology.children, ({ pid }) => pid),
    connections: new Holdings(topology.connections, ({ pid }) => pid, KEPT_CONNECTIONS),
    handoffs: new Holdings(topology.handoffs, ({ to }) => to, KEPT_CONNECTIONS),
  };
  for (const event of events) apply(draft, event);
  return {
    ...draft,
    workers: draft.workers.list,
    children: draft.children.list,
    connections: draft.connections.values,
    handoffs: draft.handoffs.values,
  };
}

/** The most open connections, and the most handed ones: twenty times a load's. A program that reports more must not grow the state. */
const KEPT_CONNECTIONS = 10_000;

/** The most servers of a process: it listens on a few ports, and a program that repeats one must not grow the state. */
const KEPT_SERVERS = 32;

/** Ends the run: the processes that still lived have exited, and the primary gets the exit that the host saw. */
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
  readonly workers: Roster<WorkerState>;
  readonly children: Roster<ProcessState>;
  readonly connections: Holdings<PeerPort, ConnectionState>;
  readonly handoffs: Holdings<string, Handoff>;
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
  { worker, pid }: Pick<TraceEvent, 'worker' | 'pid'>,
  update: (process: ProcessState) => Partial<ProcessState>,
): void {
  if (worker !== 0) draft.workers.change(worker, update);
  else if (draft.primary?.pid === pid) draft.primary = { ...draft.primary, ...update(draft.primary) };
  else draft.children.change(pid, update);
}

/** The first process to start is the primary; the processes that it starts beside its workers are children. */
function addProcess(draft: Draft, process: ProcessState): void {
  if (draft.primary === null) draft.primary = process;
  else if (!draft.children.add(process)) draft.unlisted++;
}

/** A worker may report itself before the primary reports its fork: the earlier report adds it. @returns whether it is kept */
function addWorker(draft: Draft, id: WorkerId, pid: number, at: number, facts: Partial<WorkerState>): boolean {
  if (draft.workers.has(id)) {
    draft.workers.change(id, () => facts);
    return true;
  }
  return draft.workers.add({
    ...newProcess(pid, ''),
    id,
    env: {},
    primaryGained: [],
    forkedAt: at,
    exitedAt: null,
    rejected: 0,
    ...facts,
  });
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
      return applyFork(draft, event);
    case 'worker.online':
      return draft.workers.change(event.id, (worker) => (worker.state === 'starting' ? { state: 'online' } : {}));
    case 'worker.disconnected':
      return draft.workers.change(event.id, (worker) => (worker.state === 'exited' ? {} : { state: 'disconnecting' }));
    case 'worker.exited':
      return applyExit(draft, event);
    case 'process.crashed':
      return changeReporter(draft, event, () => ({ crash: { name: event.name, message: event.message } }));
    case 'server.listening':
      return changeReporter(draft, event, (process) => ({
        servers: [...process.servers, { port: event.port, holding: event.holding }].slice(0, KEPT_SERVERS),
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
      // A child's end is seen by its parent alone, which does not report it.
      if (draft.children.has(event.pid)) {
        const exit = { code: event.code, signal: null, voluntary: false };
        draft.connections.takeAllOf(event.pid);
        changeReporter(draft, event, (child) => ({ ...closed(child), exit, crash: crashOf(child, event.code) }));
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
  if (event.type === 'connection.rejected')
    draft.workers.change(event.by, (worker) => ({ rejected: worker.rejected + 1 }));
}

function applyFork(draft: Draft, event: Extract<TraceEvent, { type: 'worker.forked' }>): void {
  const { id, workerPid, env, primaryGained, at } = event;
  if (!addWorker(draft, id, workerPid, at, { env, primaryGained, forkedAt: at })) draft.unlisted++;
}

function applyExit(draft: Draft, event: Extract<TraceEvent, { type: 'worker.exited' }>): void {
  draft.orphans = orphan(draft.orphans, draft.handoffs, event.id);
  draft.workers.change(event.id, (worker) => {
    draft.connections.takeAllOf(worker.pid);
    return {
      ...closed(worker),
      crash: crashOf(worker, event.code),
      exit: { code: event.code, signal: event.signal, voluntary: event.voluntary },
      exitedAt: event.at,
    };
  });
}

/** An error that nobody had caught when it was reported was handled after all, where the process ended well. */
function crashOf({ crash }: ProcessState, code: number | null): ProcessState['crash'] {
  return code === 0 ? null : crash;
}

function applyConnection(
  draft: Draft,
  event: Extract<TraceEvent, { type: 'connection.opened' | 'connection.closed' }>,
): void {
  const { peer, port, worker, pid, at } = event;
  if (event.type === 'connection.opened') {
    draft.connections.set(peer, { peer, port, worker, pid, openedAt: at, requests: 0 });
    return changeReporter(draft, event, opened);
  }
  if (draft.connections.values.get(peer)?.pid === pid) draft.connections.delete(peer);
  changeReporter(draft, event, oneLess);
}

const opened = ({ connections: { total, open } }: ProcessState) => ({
  connections: { total: total + 1, open: open + 1 },
});
const oneLess = ({ connections: { total, open } }: ProcessState) => ({
  connections: { total, open: Math.max(0, open - 1) },
});

function applyRequest(
  draft: Draft,
  event: Extract<TraceEvent, { type: 'request.started' | 'request.finished' | 'request.aborted' }>,
): void {
  const counter = event.type.slice('request.'.length) as keyof ProcessState['requests'];
  changeReporter(draft, event, ({ requests }) => ({ requests: count(requests, counter) }));
  if (event.type !== 'request.started') return;
  const { peer, worker, pid } = event;
  const connection = draft.connections.values.get(peer);
  if (connection === undefined) return;
  // A program may hand an open connection on: it is where its requests are.
  if (connection.pid !== pid) {
    changeReporter(draft, connection, oneLess);
    changeReporter(draft, event, opened);
  }
  draft.connections.set(peer, { ...connection, worker, pid, requests: connection.requests + 1 });
}
