/** What happened in a workshop, as it is kept. A log may be cut short, damaged or another's: what comes from it is read through these. */
import { z } from 'zod';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import { actSchema, id, member, reportSchema } from './protocol.schema.ts';

/** Of the events that are written. Those of version 1 carry none. Another kind of event, act or report is another version. */
export const EVENT_VERSION = 2;

/** Milliseconds since 1970, by the server's clock; the most that a date can be. */
export const time = z.int().min(0).max(8.64e15);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Kept in order. */
const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('created'),
    title: z.string().max(200),
    at: time,
    // How many may be members, where its host said so.
    most: z.int().min(1).max(most.members).optional(),
  }),
  // `device` is a hash of what its browser knows itself by.
  z.strictObject({
    type: z.literal('joined'),
    member,
    name: z.string().min(1).max(200),
    at: time,
    device: hash.optional(),
  }),
  z.strictObject({ type: z.literal('reported'), member, id, report: reportSchema, at: time }),
  z.strictObject({ type: z.literal('left'), member, at: time }),
  z.strictObject({ type: z.literal('acted'), act: actSchema, at: time }),
  // Hashes of the secrets that open board and projector from now on.
  z.strictObject({ type: z.literal('renewed'), host: hash, screen: hash, at: time }),
]);

export type WorkshopEvent = z.infer<typeof eventSchema>;

/** Its message ends the sentence "An event of it …". */
export class UnreadableEvent extends Error {
  /** Nothing is damaged: a newer server wrote it. */
  readonly isNewer: boolean;

  constructor(message: string, isNewer = false) {
    super(message);
    this.isNewer = isNewer;
  }
}

export function writeEvent(event: WorkshopEvent): string {
  return JSON.stringify({ version: EVENT_VERSION, ...event });
}

/** @throws {UnreadableEvent} */
export function readEvent(text: string): WorkshopEvent {
  const value = parse(text);
  const version = value['version'] ?? 1;
  if (!Number.isInteger(version) || Number(version) < 1) throw new UnreadableEvent('has a version that is no number');
  if (Number(version) > EVENT_VERSION) {
    throw new UnreadableEvent(
      `was written by a newer Cluster Lab (version ${Number(version)} of events; this one reads up to ${EVENT_VERSION})`,
      true,
    );
  }
  delete value['version'];
  const event = eventSchema.safeParse(version === 1 ? asMeant(value) : value).data;
  if (event === undefined) throw new UnreadableEvent('is of no kind that there is, or not whole');
  return event;
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableEvent('is cut short or damaged');
  }
  if (typeof value !== 'object' || value === null) throw new UnreadableEvent('is no event');
  return value as Record<string, unknown>;
}

/** The first timers had no id, and each started anew. */
function asMeant(value: Record<string, unknown>): unknown {
  const { type, act, at } = value as { type?: unknown; act?: { kind?: unknown; timer?: unknown }; at?: unknown };
  if (type !== 'acted' || act?.kind !== 'timer' || typeof act.timer !== 'object' || act.timer === null) return value;
  return { ...value, act: { ...act, timer: { id: `old-timer-${String(at)}`, ...act.timer } } };
}
