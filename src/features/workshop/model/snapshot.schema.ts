/** A workshop's state as text, so that a start need not read its events from the first on. Read with care, as they are. */
import { z } from 'zod';
import type { Draft } from './draft.ts';
import { time } from './event.schema.ts';
import { WORKSHOP_LIMITS as most } from './limits.ts';
import type { AnswerGiven } from './member.ts';
import { beliefs, id, member, pollSchema, slug, step } from './protocol.schema.ts';
import type { Workshop } from './workshop.ts';

/** Of what `writeSnapshot` writes. Raise it also when an event comes to mean something else: a snapshot is a reading of events. */
const SNAPSHOT_VERSION = 1;

const count = z.int().min(0);
const name = z.string().min(1).max(200);
const came = z.strictObject({ name, device: z.string().max(64).optional() });
const observations = z.record(slug, z.strictObject({ belief: slug, held: z.boolean(), at: time }));
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Column by column, since most of a snapshot is answers: so they are read five times as fast. Keys and beliefs have a space between
 * them, and of what is correct there is a sign each.
 */
const answersSchema = z.strictObject({
  keys: z.string().regex(/^(?:[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+(?: (?=\S)|$))*$/),
  correct: z.string().regex(/^[01]*$/),
  given: z.array(z.string().max(most.given)),
  beliefs: z.array(z.string().regex(/^[a-z0-9 -]*$/)),
  at: z.array(time),
  tries: z.array(count),
});

const memberSchema = z.strictObject({
  id: member,
  name,
  came,
  joinedAt: time,
  step: z.exactOptional(step),
  steps: z.record(
    step,
    z.strictObject({ runs: count, checks: z.exactOptional(z.strictObject({ passed: count, total: count })) }),
  ),
  answers: answersSchema,
  predictions: z.record(step, z.strictObject({ picked: count, correct: z.boolean(), beliefs, at: time })),
  before: observations,
  after: observations,
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
      answers: columnsOf(each.answers),
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
  for (const { answers, reports, ...each } of members) {
    if (!isEven(answers)) return undefined;
    const made = { ...each, answers: {}, reports: new Set<string>() };
    onDemand(made, 'answers', () => answersOf(answers));
    onDemand(made, 'reports', () => new Set(words(reports)));
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

type Answers = Record<string, Draft<AnswerGiven>>;

function columnsOf(answers: Answers): z.infer<typeof answersSchema> {
  const all = Object.values(answers);
  return {
    keys: Object.keys(answers).join(' '),
    correct: all.map(({ correct }) => (correct ? '1' : '0')).join(''),
    given: all.map(({ given }) => given),
    beliefs: all.map((each) => each.beliefs.join(' ')),
    at: all.map(({ at }) => at),
    tries: all.map(({ tries }) => tries),
  };
}

/** Whether each column has a cell for each key. */
function isEven({ keys, correct, given, beliefs: held, at, tries }: z.infer<typeof answersSchema>): boolean {
  const { length } = words(keys);
  return [correct, given, held, at, tries].every((column) => column.length === length);
}

function answersOf({ keys, ...columns }: z.infer<typeof answersSchema>): Answers {
  const answers: Answers = {};
  for (const [index, key] of words(keys).entries()) {
    answers[key] = {
      correct: columns.correct[index] === '1',
      given: columns.given[index] ?? '',
      beliefs: words(columns.beliefs[index] ?? ''),
      at: columns.at[index] ?? 0,
      tries: columns.tries[index] ?? 0,
    };
  }
  return answers;
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

const words = (text: string) => (text === '' ? [] : text.split(' '));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
