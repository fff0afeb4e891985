/** Reads one event that comes from outside: every field is of its kind and in its range, nested ones too, and no other is taken along. */
import type { TraceEvent } from './event.ts';

/** A field's value as it may be used, or undefined where it is not what the field holds. */
type Read = (value: unknown) => unknown;

/** No frame of ours is longer, so no text in one is. */
const LONGEST_TEXT = 4_000;

/** `cluster.fork(env)` is reported with 16 entries, and so are the names that the primary gained. */
const MOST_ENTRIES = 64;

/** Far beyond any process, request or byte, and exact in arithmetic: sums of them stay finite. */
const MOST = 2 ** 46;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const whole =
  (least: number, most: number): Read =>
  (value) =>
    isNumber(value) && Number.isInteger(value) && value >= least && value <= most ? value : undefined;

/** Pids, worker ids, sequences, requests, bytes. */
const count = whole(0, MOST);
/** A pipe's server has -1. */
const port = whole(-1, 65_535);
/** Windows counts exit codes up to 2 ** 32, and a program may exit with a negative one. */
const exitCode = whole(-(2 ** 32), 2 ** 32);
const status = whole(0, 999);
/** Microseconds; of events from before the first one they are negative. */
const time: Read = (value) => (isNumber(value) && Math.abs(value) <= 2 ** 53 ? value : undefined);
const text: Read = (value) => (typeof value === 'string' && value.length <= LONGEST_TEXT ? value : undefined);
const boolean: Read = (value) => (typeof value === 'boolean' ? value : undefined);
const signal: Read = (value) => (typeof value === 'string' && /^SIG[A-Z0-9+]{2,12}$/.test(value) ? value : undefined);

const oneOf =
  (...words: readonly string[]): Read =>
  (value) =>
    words.find((word) => word === value);

const orNull =
  (read: Read): Read =>
  (value) =>
    value === null ? null : read(value);

const texts: Read = (value) =>
  Array.isArray(value) && value.length <= MOST_ENTRIES && value.every((each) => text(each) !== undefined)
    ? value
    : undefined;

const environment: Read = (value) => {
  if (!isRecord(value) || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const isGood = entries.length <= MOST_ENTRIES && entries.flat().every((each) => text(each) !== undefined);
  return isGood ? value : undefined;
};

const result: Read = (value) => {
  if (!isRecord(value)) return undefined;
  const fields = {
    answered: { kind: text, status, body: text },
    failed: { kind: text, code: text },
    'timed-out': { kind: text },
  };
  const kind = oneOf(...Object.keys(fields))(value['kind']) as keyof typeof fields | undefined;
  return kind && readFields(value, fields[kind]);
};

const peer = orNull(port);

type FactOf<Type extends TraceEvent['type']> = Extract<TraceEvent, { type: Type }>;
type Own<Type extends TraceEvent['type']> = Exclude<keyof FactOf<Type>, 'type' | 'pid' | 'worker' | 'sequence' | 'at'>;

const STAMP = { pid: count, worker: count, sequence: count, at: time };

/** The fields of each event beyond the stamp. */
const FIELDS: { readonly [Type in TraceEvent['type']]: Readonly<Record<Own<Type>, Read>> } = {
  'process.started': { role: oneOf('primary', 'worker'), node: text, ppid: count },
  'process.exiting': { code: exitCode },
  'thread.started': {},
  'process.memory': { rss: count, heapUsed: count },
  'process.crashed': { origin: text, name: text, message: text },
  'cluster.setup': { policy: oneOf('round-robin', 'none') },
  'worker.forked': { id: count, workerPid: count, env: environment, primaryGained: texts },
  'worker.online': { id: count },
  'worker.listening': { id: count, port, address: orNull(text) },
  'worker.disconnected': { id: count, voluntary: boolean },
  'worker.exited': { id: count, code: orNull(exitCode), signal: orNull(signal), voluntary: boolean },
  'server.listening': { port, holding: oneOf('round-robin', 'shared-handle', 'own-socket') },
  'server.failed': { code: text, message: text },
  'connection.handed': { to: count, handoff: count, peer },
  'connection.received': { handoff: count, peer },
  'connection.accepted': { by: count, handoff: count, peer },
  'connection.rejected': { by: count, handoff: count, peer },
  'connection.opened': { peer: port, port },
  'connection.closed': { peer: port, port },
  'connection.dropped': { peer, port: orNull(port) },
  'request.started': { request: count, method: text, path: text, peer: port, reused: boolean },
  'request.finished': { request: count, status },
  'request.aborted': { request: count },
  'message.sent': { from: count, to: count, body: text },
  'message.received': { from: count, to: count, body: text },
  'load.started': { load: text, requests: count, connections: count, keepAlive: boolean },
  'load.held': { load: text, request: count, status },
  'load.outcome': { load: text, request: count, peer, startedAt: time, finishedAt: time, result },
  'load.cookies': { load: text, header: text },
  'load.finished': { load: text, sent: count, answered: count, failed: count },
};

/** The event, made of its own fields alone; undefined for anything else, since learner code and files can hold anything. */
export function readEvent(value: unknown): TraceEvent | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) return undefined;
  const fact = readFields(value, FIELDS[type as TraceEvent['type']]);
  const stamp = readFields(value, STAMP);
  return fact && stamp && ({ type, ...fact, ...stamp } as TraceEvent);
}

/** How a process ended, as a host or a file says it. */
export function readExit(value: unknown): { readonly code: number | null; readonly signal: string | null } | undefined {
  if (!isRecord(value)) return undefined;
  return readFields(value, { code: orNull(exitCode), signal: orNull(signal) }) as ReturnType<typeof readExit>;
}

function readFields(record: Record<string, unknown>, fields: Readonly<Record<string, Read>>): object | undefined {
  const own: Record<string, unknown> = {};
  for (const name in fields) {
    const value = fields[name]?.(record[name]);
    if (value === undefined) return undefined;
    own[name] = value;
  }
  return own;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
