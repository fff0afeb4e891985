/** A run as a file of its events, to be opened again with the same controls. Read as hostile: anybody can write one. */
import type { TraceEvent } from './event.ts';
import { findList } from './json-portions.ts';
import { readEvent, readExit } from './read-event.ts';
import { endTopology } from './reduce-topology.ts';
import type { Topology } from './topology.ts';
import { KEPT_EVENTS, TraceLog } from './trace-log.ts';

const RUN_FORMAT = 'cluster-lab-run';
const VERSION = 1;

/** A whole run has at most `MOST_EVENTS` events, each under 4,000 bytes; ordinary ones are 200. */
export const LONGEST_RUN_FILE = 60_000_000;
const MOST_EVENTS = KEPT_EVENTS * 1.5;

export interface SavedRun {
  /** The program's name, for the reader. */
  readonly title: string;
  /** The host's report of the end; null for a run that was still on. */
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  /** Events that were dropped before it was saved, so that counts begin after them. */
  readonly dropped: number;
  readonly events: readonly TraceEvent[];
}

/** A run, ready to be shown. */
export interface OpenedRun extends Omit<SavedRun, 'events'> {
  readonly log: TraceLog;
  readonly topology: Topology;
}

/** The flaw of a file, as a sentence for its reader. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
}

export function saveRun({ title, exit, dropped, events }: SavedRun): string {
  return JSON.stringify({ format: RUN_FORMAT, version: VERSION, title, exit, dropped, events });
}

/** The rest of our own files has under 1,000 characters. */
const LONGEST_REST = 10_000;

/** @param breathe lets the page answer in between. @throws {RunFileError} */
export async function openRun(text: string, breathe: () => Promise<void>): Promise<OpenedRun> {
  if (text.length > LONGEST_RUN_FILE)
    throw new RunFileError('This file is too large to be a run that Cluster Lab saved.');
  const list = await findList(text, 'events', breathe);
  const run = readRest(list?.rest ?? text);
  if (list === undefined) throw new RunFileError('This run is damaged: it has no list of events. Save it again.');
  const log = new TraceLog();
  let count = 0;
  for (const portion of list.portions) {
    await breathe();
    const events = readEvents(parse(`[${portion}]`), count);
    count += events.length;
    if (count > MOST_EVENTS) {
      throw new RunFileError(`This run has over ${MOST_EVENTS} events, and none that Cluster Lab saves has.`);
    }
    log.append(events);
  }
  return { ...run, log, topology: run.exit === null ? log.topology : endTopology(log.topology, run.exit) };
}

/** The file without its events. */
function readRest(text: string): Omit<SavedRun, 'events'> {
  if (text.length > LONGEST_REST)
    throw new RunFileError('This file is not a run that Cluster Lab saved, or not all of it.');
  const { format, version, title, exit, dropped } = (parse(text) ?? {}) as Record<string, unknown>;
  if (format !== RUN_FORMAT) throw new RunFileError('This file is not a run that Cluster Lab saved.');
  if (version !== VERSION) {
    const which = typeof version === 'number' ? ` (its format is ${version})` : '';
    throw new RunFileError(`This run was saved by another version of Cluster Lab${which}. Open it with that version.`);
  }
  return {
    title: typeof title === 'string' ? title.slice(0, 200) : 'A saved run',
    exit: readExit(exit) ?? null,
    dropped: typeof dropped === 'number' && Number.isSafeInteger(dropped) && dropped > 0 ? dropped : 0,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RunFileError('This file is not a run: it is no JSON, or not all of it.');
  }
}

/** @param before the number of events in earlier portions */
function readEvents(values: unknown, before: number): readonly TraceEvent[] {
  return (values as readonly unknown[]).map((each, index) => {
    const event = readEvent(each);
    if (event === undefined) {
      throw new RunFileError(
        `This run is damaged: its event ${before + index + 1} is none that a run has. Save it again.`,
      );
    }
    return event;
  });
}
