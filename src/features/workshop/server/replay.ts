/** From what a log holds to a workshop: the snapshot if there is a whole one, then the events that came after it. */
import { createHash } from 'node:crypto';
import { applyEvent } from '../model/apply-event.ts';
import { readEvent, UnreadableEvent, type WorkshopEvent } from '../model/event.schema.ts';
import { newWorkshop } from '../model/workshop.ts';
import { isFull } from './not-kept.ts';
import { readSnapshot } from '../model/snapshot.schema.ts';

/** As it is kept, beside the events that it sums up. */
export interface Snapshot {
  /** Of the last event in it. */
  readonly position: string;
  readonly text: string | Uint8Array;
  /** Of both. */
  readonly hash: string;
}

export function snapshotHash(position: string, text: string | Uint8Array): string {
  return createHash('sha256').update(`${position}\n`).update(text).digest('hex');
}

/** @returns undefined for one that is damaged, or of another version */
export function openSnapshot({ position, text, hash }: Snapshot) {
  if (snapshotHash(position, text) !== hash) return undefined;
  return readSnapshot(
    typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.length).toString(),
  );
}

/** A reason why a workshop cannot be opened, as the end of a sentence, and what to do. */
export class Unreadable extends Error {
  readonly wayOn: string;

  constructor(message: string, wayOn = MEND) {
    super(message);
    this.wayOn = wayOn;
  }
}

/** Nothing is wrong with the file itself. */
const MAKE_ROOM = 'Make room on its disk, and start the server again';
const MEND = 'Put a copy from before in its place, or move it away, and start the server again';
const UPDATE = 'Start the newer Cluster Lab again, or move it away';

interface KeptEvent {
  readonly position: string;
  readonly text: string;
}

/** @param workshop what came before; it is changed @param each called with every event as it was read @throws {Unreadable} */
export function replay<Entry extends KeptEvent>(
  entries: Iterable<Entry>,
  workshop = newWorkshop(),
  each: (event: WorkshopEvent, entry: Entry) => void = () => undefined,
) {
  let count = 0;
  for (const entry of entries) {
    const event = readAt(entry.position, entry.text);
    applyEvent(workshop, event);
    each(event, entry);
    count += 1;
  }
  return { workshop, count };
}

/** @throws {Unreadable} */
export function readAt(position: string, text: string): WorkshopEvent {
  try {
    return readEvent(text);
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    throw new Unreadable(`event ${position} of it ${error.message}`, error.isNewer ? UPDATE : MEND);
  }
}

/** @param place the file, or the key @param path the same, as who runs the server finds it */
export function asideOf(id: string, code: string | undefined, place: string, path: string, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  const wayOn = error instanceof Unreadable ? error.wayOn : isFull(error) ? MAKE_ROOM : MEND;
  const sentence = `The workshop in ${path} is set aside, and the others go on: ${reason}. ${wayOn}.`;
  return { id, code, place, sentence };
}
