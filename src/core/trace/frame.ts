/** How a trace event travels inside a program's output: an operating system command that terminals ignore, one line, ASCII. */
import type { TraceEvent } from './event.ts';

/** Count up when events change in a way that makes old recordings untrue; they are then made anew (npm run record). */
export const FRAME_VERSION = 1;

export const FRAME_START = '\u001b]7357;';
export const FRAME_END = '\u0007';

/**
 * Longest frame in bytes. One write of less than a pipe's 4,096 bytes is never torn when several workers share the pipe
 * (measured: 0 torn in 12 runs; 60 KB writes were torn).
 */
export const FRAME_LIMIT = 4_000;

/** Text that JSON leaves as it is but a terminal's parser would trip over: C1 controls and everything not ASCII. */
const NOT_ASCII = /[\u007f-\uffff]/g;

/** The frame of one event. An event too long for `FRAME_LIMIT` has its longest text shortened, never the frame torn. */
export function encodeFrame(event: object, nonce: string): string {
  let shortened = event;
  for (let limit = 1_024; ; limit = Math.floor(limit / 2)) {
    const json = JSON.stringify(shortened).replace(NOT_ASCII, escapeCharacter);
    const frame = `${FRAME_START}${nonce} ${json}${FRAME_END}`;
    if (frame.length <= FRAME_LIMIT || limit < 8) return frame;
    shortened = shortenTexts(event, limit);
  }
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function shortenTexts(value: unknown, limit: number): object {
  const shorten = (_key: string, field: unknown) =>
    typeof field === 'string' && field.length > limit ? `${field.slice(0, limit)}…` : field;
  return JSON.parse(JSON.stringify(value, shorten)) as object;
}

/** The event in a frame's JSON, or undefined when it is none: learner code can write anything. */
export function decodeEvent(json: string): TraceEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return isTraceEvent(value) ? value : undefined;
}

type FieldKind = 'number' | 'string' | 'boolean' | 'object' | 'number?' | 'string?';

/** The fields of each event beyond the stamp; the splitter trusts nothing else about what it reads. */
const FIELDS: { readonly [Type in TraceEvent['type']]: Readonly<Record<string, FieldKind>> } = {
  'process.started': { role: 'string', node: 'string', ppid: 'number' },
  'process.exiting': { code: 'number' },
  'thread.started': {},
  'process.memory': { rss: 'number', heapUsed: 'number' },
  'process.crashed': { origin: 'string', name: 'string', message: 'string' },
  'cluster.setup': { policy: 'string' },
  'worker.forked': { id: 'number', workerPid: 'number', env: 'object', primaryGained: 'object' },
  'worker.online': { id: 'number' },
  'worker.listening': { id: 'number', port: 'number', address: 'string?' },
  'worker.disconnected': { id: 'number', voluntary: 'boolean' },
  'worker.exited': { id: 'number', code: 'number?', signal: 'string?', voluntary: 'boolean' },
  'server.listening': { port: 'number', holding: 'string' },
  'server.failed': { code: 'string', message: 'string' },
  'connection.handed': { to: 'number', handoff: 'number', peer: 'number?' },
  'connection.received': { handoff: 'number', peer: 'number?' },
  'connection.accepted': { by: 'number', handoff: 'number', peer: 'number?' },
  'connection.rejected': { by: 'number', handoff: 'number', peer: 'number?' },
  'connection.opened': { peer: 'number', port: 'number' },
  'connection.closed': { peer: 'number', port: 'number' },
  'connection.dropped': { peer: 'number?', port: 'number?' },
  'request.started': { request: 'number', method: 'string', path: 'string', peer: 'number', reused: 'boolean' },
  'request.finished': { request: 'number', status: 'number' },
  'request.aborted': { request: 'number' },
  'message.sent': { from: 'number', to: 'number', body: 'string' },
  'message.received': { from: 'number', to: 'number', body: 'string' },
  'load.started': { load: 'string', requests: 'number', connections: 'number', keepAlive: 'boolean' },
  'load.held': { load: 'string', request: 'number', status: 'number' },
  'load.outcome': {
    load: 'string',
    request: 'number',
    peer: 'number?',
    startedAt: 'number',
    finishedAt: 'number',
    result: 'object',
  },
  'load.cookies': { load: 'string', header: 'string' },
  'load.finished': { load: 'string', sent: 'number', answered: 'number', failed: 'number' },
};

/** Whether something read from outside has all that an event of its type has. */
export function isTraceEvent(value: unknown): value is TraceEvent {
  if (!isRecord(value)) return false;
  const { type, pid, worker, sequence, at } = value;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) return false;
  if (![pid, worker, sequence, at].every(isFiniteNumber)) return false;
  const fields = Object.entries(FIELDS[type as TraceEvent['type']]);
  return fields.every(([name, kind]) => hasKind(value[name], kind));
}

function hasKind(field: unknown, kind: FieldKind): boolean {
  switch (kind) {
    case 'number':
      return isFiniteNumber(field);
    case 'number?':
      return field === null || isFiniteNumber(field);
    case 'string?':
      return field === null || typeof field === 'string';
    case 'object':
      return typeof field === 'object' && field !== null;
    case 'string':
    case 'boolean':
      return typeof field === kind;
    default:
      return kind satisfies never;
  }
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
