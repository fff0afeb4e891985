/** The reader of events from outside: learner code and files can hold anything. */
import { EXIT, FACTS, STAMP, type TraceEvent } from './event.ts';
import { record, union } from './field.ts';

const readFact = union('type', FACTS);
const readStamp = record(STAMP);

/** The event, made of its own fields alone, each of its kind and in its range; undefined for anything else. */
export function readEvent(value: unknown): TraceEvent | undefined {
  const fact = readFact(value);
  const stamp = readStamp(value);
  return fact && stamp && { ...fact, ...stamp };
}

/** The event in a frame's JSON; undefined for anything else. */
export function decodeEvent(json: string): TraceEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return readEvent(value);
}

/** How a process ended, as a host or a file says it; undefined for anything else. */
export const readExit = record(EXIT);
