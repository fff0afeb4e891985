/** A workshop's state as text, so that a start need not read its events from the first on. Read with care, as they are. */
import { z } from 'zod';
import type { Draft } from './draft.ts';
import { time } from './event.schema.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import { newMember } from './member.ts';
import { id, member, pollSchema, step } from './protocol.schema.ts';
import { answerLines, observationLines, predictionLines, stepLines } from './snapshot-lines.schema.ts';
import type { Workshop } from './workshop.ts';

/** Of what `writeSnapshot` writes. Raise it also when an event comes to mean something else: a snapshot is a reading of events. */
const SNAPSHOT_VERSION = 2;

const count = z.int().min(0);
const name = z.string().min(1).max(200);
const came = z.strictObject({ name, device: z.string().max(64).optional() });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const memberSchema = z.strictObject({
  id: member,
  name,
  came,
  joinedAt: time,
  step: z.exactOptional(step),
  steps: stepLines.schema,
  answers: answerLines.schema,
  predictions: predictionLines.schema,
  before: observationLines.schema,
  after: observationLines.schema,
  lastRunAt: z.exactOptional(time),
  hand: z.exactOptional(time),
  hands: count,
  shareAsked: z.boolean(),
  shared: z.exactOptional(z.strictObject({ step, run: z.string().max(most.run) })),
  // Ids, a space between them: there are hundreds of each member.
  reports: z.string().regex(/^[\w -]*$/),
});

const snapshotSchema = z.strictObject({
  version: z.literal(SNAPSHOT_VERSION),
  title: z.string().max(200),
  ended: z.boolean(),
  locked: z.boolean(),
  most: z.int().min(1).max(most.members),
  joined: count,
  members: z.array(memberSchema),
  removed: z.array(z.tuple([member, z.strictObject({ name, came })])),
  lead: z.strictObject({ step: step.nullable(), follow: z.boolean() }),
  pace: step.nullable(),
  timer: z.strictObject({ id, label: z.string().max(80), endsAt: time }).nullable(),
  polls: z.array(
    pollSchema.extend({ open: z.boolean(), revealed: z.boolean(), votes: z.array(z.tuple([member, count])) }),
  ),
  questions: z.array(
    z.strictObject({
      id,
      member,
      text: z.string().max(most.question),
      at: time,
      answered: z.literal(true).optional(),
    }),
  ),
  spotlight: member.nullable(),
  shown: z.enum(['join', 'step', 'poll', 'steps', 'beliefs', 'questions', 'spotlight']),
  shownPoll: id.nullable(),
  renewed: z.strictObject({ host: hash, screen: hash }).nullable(),
});

export function writeSnapshot({ members, names: _, polls, removed, ...rest }: Draft<Workshop>): string {
  return JSON.stringify({
    version: SNAPSHOT_VERSION,
    ...rest,
    members: [...members.values()].map((each) => ({
      ...each,
      steps: stepLines.write(each.steps),
      answers: answerLines.write(each.answers),
      predictions: predictionLines.write(each.predictions),
      before: observationLines.write(each.before),
      after: observationLines.write(each.after),
      reports: [...each.reports].join(' '),
    })),
    polls: [...polls.values()].map((poll) => ({ ...poll, votes: [...poll.votes] })),
    removed: [...removed],
  } satisfies z.input<typeof snapshotSchema>);
}

/** @returns undefined for what is damaged, or of another version: then the events are read instead */
export function readSnapshot(text: string): Draft<Workshop> | undefined {
  const read = snapshotSchema.safeParse(parse(text)).data;
  if (read === undefined) return undefined;
  const { version: _, members, polls, removed, ...rest } = read;
  const all: Draft<Workshop>['members'] = new Map();
  for (const { steps, answers, predictions, before, after, reports, ...each } of members) {
    const made = Object.assign(newMember(each.id, each.name, each.joinedAt, each.came), each);
    onDemand(made, 'steps', () => stepLines.read(steps));
    onDemand(made, 'answers', () => answerLines.read(answers));
    onDemand(made, 'predictions', () => predictionLines.read(predictions));
    onDemand(made, 'before', () => observationLines.read(before));
    onDemand(made, 'after', () => observationLines.read(after));
    onDemand(made, 'reports', () => new Set(reports === '' ? [] : reports.split(' ')));
    all.set(each.id, made);
  }
  return {
    ...rest,
    members: all,
    names: new Set(members.map((each) => each.name.toLowerCase())),
    polls: new Map(polls.map((poll) => [poll.id, { ...poll, votes: new Map(poll.votes) }])),
    removed: new Map(removed),
  };
}

/** Made when it is first asked for: a start has half a million of them, and a class asks for few at a time. */
function onDemand<Of extends object, Key extends keyof Of>(object: Of, key: Key, make: () => Of[Key]): void {
  const get = () => {
    const value = make();
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
