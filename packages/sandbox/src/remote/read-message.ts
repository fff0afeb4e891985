/**
 * Reads a host's messages field by field and trusts none: the host may be a frame in which a stranger's program runs.
 * Written by hand, since a page carries no validator.
 */
import type { HostFacts } from '../host-facts.ts';
import type { ExitStatus, SandboxErrorCode, StopReason } from '../sandbox.ts';
import type { Answers, HostMessage } from './protocol.ts';

const ERROR_CODES: Readonly<Record<SandboxErrorCode, true>> = {
  'boot-failed': true,
  'bad-path': true,
  'not-found': true,
  'file-too-large': true,
  'too-many-files': true,
  'too-many-processes': true,
  'unknown-command': true,
  'no-such-process': true,
  'unsupported-signal': true,
  'connection-lost': true,
  disposed: true,
  recorded: true,
  'refused-start': true,
  internal: true,
};

const STOP_REASONS: Readonly<Record<StopReason, true>> = {
  stopped: true,
  'idle-limit': true,
  'output-limit': true,
  'memory-limit': true,
  'process-limit': true,
  'connection-lost': true,
};

/** Our sentences are shorter; a longer one would fill the page. */
const LONGEST_SENTENCE = 10_000;
/** The most processes, sockets or threads in a host's report. */
const MOST_FACTS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** @returns a copy with the known fields alone; undefined unless the value is a host's message */
export function readHostMessage(value: unknown): HostMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, program } = value;
  if (type === 'answer' && isCount(id)) return { type, id, value: value['value'] };
  if (type === 'error' && isCount(id)) return readError(value, id);
  if (type === 'output' && isCount(program)) {
    const { text, bytes } = value;
    return typeof text === 'string' && isCount(bytes) ? { type, program, text, bytes } : undefined;
  }
  if (type === 'exit' && isCount(program)) {
    const status = readStatus(value['status']);
    return status && { type, program, status };
  }
  return undefined;
}

/** Readers of each request's answer; undefined where the value is no such answer. */
export const readAnswer: { readonly [Do in keyof Answers]: (value: unknown) => Answers[Do] | undefined } = {
  mount: readNothing,
  write: readNothing,
  kill: readNothing,
  stop: readNothing,
  read: (value) => (typeof value === 'string' ? value : undefined),
  spawn: (value) => {
    if (!isRecord(value) || !isCount(value['program']) || !isCount(value['pid'])) return undefined;
    return { program: value['program'], pid: value['pid'] };
  },
  inspect: (value) => (value === null ? null : readFacts(value)),
};

function readNothing(value: unknown): null | undefined {
  return value === null ? null : undefined;
}

function readError({ code, message, hint }: Fields, id: number): HostMessage | undefined {
  if (typeof code !== 'string' || !Object.hasOwn(ERROR_CODES, code)) return undefined;
  if (!isSentence(message) || !isSentence(hint)) return undefined;
  return { type: 'error', id, code: code as SandboxErrorCode, message, hint };
}

function readStatus(value: unknown): ExitStatus | undefined {
  if (!isRecord(value)) return undefined;
  const { code, signal, reason } = value;
  if (code !== null && !Number.isInteger(code)) return undefined;
  if (signal !== null && !isSentence(signal)) return undefined;
  if (reason !== undefined && (typeof reason !== 'string' || !Object.hasOwn(STOP_REASONS, reason))) return undefined;
  return { code: code as number | null, signal, ...(reason !== undefined && { reason: reason as StopReason }) };
}

function readFacts(value: unknown): HostFacts | undefined {
  if (!isRecord(value)) return undefined;
  const processes = readEach(value['processes'], ({ pid, parent, startedAt, threads }) => {
    if (!isCount(pid) || !isCount(parent) || !isCount(startedAt)) return undefined;
    if (threads === undefined) return { pid, parent, startedAt };
    return isList(threads, isSentence) ? { pid, parent, startedAt, threads: [...threads] } : undefined;
  });
  const listeners = readEach(value['listeners'], ({ port, socket, heldBy }) =>
    isCount(port) && isSentence(socket) && isList(heldBy, isCount) ? { port, socket, heldBy: [...heldBy] } : undefined,
  );
  return processes && listeners && { processes, listeners };
}

function readEach<Value>(list: unknown, read: (fields: Fields) => Value | undefined): readonly Value[] | undefined {
  if (!isList(list, isRecord)) return undefined;
  const values = list.map(read);
  return values.every((each) => each !== undefined) ? values : undefined;
}

function isList<Value>(value: unknown, isOne: (each: unknown) => each is Value): value is readonly Value[] {
  return Array.isArray(value) && value.length <= MOST_FACTS && value.every(isOne);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isSentence(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_SENTENCE;
}
