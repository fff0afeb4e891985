/**
 * The reports of the tracer and the load generator: one event for one thing that happened in one process.
 * Everything on screen is a function of these. The tables say an event's fields once: the types below are made of them, which
 * hold the guests to them, and so is the reader of events from outside (read-event.ts). Hooks behind each: README.md.
 */
import {
  boolean,
  count,
  environment,
  exitCode,
  oneOf,
  orNull,
  port,
  type RecordOf,
  signal,
  status,
  text,
  texts,
  time,
  union,
  type UnionOf,
  type ValueOf,
} from './field.ts';

/** A cluster worker's id; 0 is the primary, or a program that does not use cluster. */
export type WorkerId = number;

/** A connection as both of its ends know it: the client's port. */
export type PeerPort = number;
/** Null where Node does not tell, or no connection was made. */
const peer = orNull(port);

/** Who holds the listening socket when a server listens. */
const holding = oneOf(
  /** Only the primary holds it and hands connections over. */
  'round-robin',
  /** Primary and workers share one handle (SCHED_NONE). */
  'shared-handle',
  /** This process alone (primary, plain program, `exclusive`, `reusePort`). */
  'own-socket',
);
export type SocketHolding = ValueOf<typeof holding>;

/** In every event. Order within a process: `sequence`. Across processes: `at`. */
export const STAMP = {
  /** The process that reports. */
  pid: count,
  /** The worker id of that process. */
  worker: count,
  /** 1, 2, 3, … within this process. */
  sequence: count,
  /** Microseconds on a clock that all processes of a run share (CLOCK_MONOTONIC); the log rebases it to the run's first event. */
  at: time,
};

/** How a process ended, as its parent or its host saw it. */
export const EXIT = { code: orNull(exitCode), signal: orNull(signal) };

/** One request as its sender saw it. Times are on the trace clock. */
const OUTCOME = {
  /** 1, 2, 3, … in the order of sending. */
  request: count,
  /** The client's port: joins the request to the connection that the trace reports. */
  peer,
  startedAt: time,
  finishedAt: time,
  result: union('kind', { answered: { status, body: text }, failed: { code: text }, 'timed-out': {} }),
};
export type LoadOutcome = RecordOf<typeof OUTCOME>;

/** The fields of each event beyond its stamp. */
export const FACTS = {
  // a process about itself
  'process.started': { role: oneOf('primary', 'worker'), node: text, ppid: count },
  'process.exiting': { code: exitCode },
  'thread.started': {},
  /** Bytes that this process holds for itself; once a second at most, and only beside other events. */
  'process.memory': { rss: count, heapUsed: count },
  'process.crashed': { origin: text, name: text, message: text },
  // the primary about its cluster
  'cluster.setup': { policy: oneOf('round-robin', 'none') },
  'worker.forked': {
    id: count,
    workerPid: count,
    /** The `env` of `cluster.fork(env)`, at most 16 entries of 200 characters. */
    env: environment,
    /** Names that the primary's own environment gained since it started. */
    primaryGained: texts,
  },
  'worker.online': { id: count },
  'worker.listening': { id: count, port, address: orNull(text) },
  'worker.disconnected': { id: count, voluntary: boolean },
  'worker.exited': { id: count, ...EXIT, voluntary: boolean },
  // servers
  'server.listening': { port, holding },
  'server.failed': { code: text, message: text },
  // a connection's way: primary hands over -> worker receives -> primary hears accepted or rejected -> socket opens and closes
  'connection.handed': { to: count, handoff: count, peer },
  'connection.received': { handoff: count, peer },
  'connection.accepted': { by: count, handoff: count, peer },
  'connection.rejected': { by: count, handoff: count, peer },
  'connection.opened': { peer: port, port },
  'connection.closed': { peer: port, port },
  'connection.dropped': { peer, port: orNull(port) },
  // requests, numbered within their process
  'request.started': {
    request: count,
    method: text,
    path: text,
    peer: port,
    /** Whether the connection had carried a request before. */
    reused: boolean,
  },
  'request.finished': { request: count, status },
  'request.aborted': { request: count },
  // messages of the program's own, between workers as the primary numbers them
  'message.sent': { from: count, to: count, body: text },
  'message.received': { from: count, to: count, body: text },
  // the load generator
  'load.started': { load: text, requests: count, connections: count, keepAlive: boolean },
  /** A held request got its head: from here on it listens. */
  'load.held': { load: text, request: count, status },
  'load.outcome': { load: text, ...OUTCOME },
  /** The cookies that a load was given, as the next load of the same visitor sends them. */
  'load.cookies': { load: text, header: text },
  'load.finished': { load: text, sent: count, answered: count, failed: count },
};

export type TraceFact = UnionOf<'type', typeof FACTS>;

export type TraceEvent = RecordOf<typeof STAMP> & TraceFact;
