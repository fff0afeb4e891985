/** The reader of events from outside: learner code and files can hold anything. */
import { EXIT, FACTS, STAMP, type TraceEvent } from './event.ts';
import { count, oneOf, record, union, type RecordOf } from './field.ts';

const readFact = union('type', FACTS);
const readStamp = record(STAMP);

const WRITE = { type: oneOf('output.written'), length: count, sum: count, ...STAMP };
const readWriteReport = record(WRITE);

/** What a process printed or is about to print (write-report.ts). It is no event: nothing is computed of it but whose a line is. */
export type WriteReport = RecordOf<typeof WRITE>;

/** The event, made of its own fields alone, each of its kind and in its range; undefined for anything else. */
export function readEvent(value: unknown): TraceEvent | undefined {
  const fact = readFact(value);
  const stamp = readStamp(value);
  return fact && stamp && { ...fact, ...stamp };
}

/** The event in a frame's JSON; undefined for anything else. */
export function decodeEvent(json: string): TraceEvent | undefined {
  return readEvent(parse(json));
}

/** The report of a write in a frame's JSON; undefined for anything else. */
export function decodeWriteReport(json: string): WriteReport | undefined {
  return json.startsWith(WRITE_START) ? readWriteReport(parse(json)) : undefined;
}

/** The tracer's frames begin with their type, and most are no such reports. */
const WRITE_START = '{"type":"output.written"';

/** @returns undefined for what is no JSON */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** How a process ended, as a host or a file says it; undefined for anything else. */
export const readExit = record(EXIT);
