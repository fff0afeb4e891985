/** Kinds of fields: each has a type, and reads a value from outside, where learner code and files can hold anything. */

/** The value as it may be used, or undefined where it is none of this kind. */
export type Field<Value> = (value: unknown) => Value | undefined;

/** The type of a field's values. */
export type ValueOf<Of extends Field<unknown>> = Exclude<ReturnType<Of>, undefined>;

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The type of a record with these fields. */
export type RecordOf<Own extends Fields> = { readonly [Name in keyof Own]: ValueOf<Own[Name]> };

/** The type of a record whose tag says which fields it has besides. */
export type UnionOf<Tag extends string, Kinds extends Readonly<Record<string, Fields>>> = {
  [Kind in keyof Kinds]: { readonly [_ in Tag]: Kind } & RecordOf<Kinds[Kind]>;
}[keyof Kinds];

/** Frames are no longer than this, so neither is a text in one. */
const LONGEST_TEXT = 4_000;

/** More than the 16 entries that the tracer reports of `cluster.fork(env)`, and of the names that the primary gained. */
const MOST_ENTRIES = 64;

/** Far beyond any process, request or byte, and exact in arithmetic: sums of them stay finite. */
const MOST = 2 ** 46;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const whole =
  (least: number, most: number): Field<number> =>
  (value) =>
    isNumber(value) && Number.isInteger(value) && value >= least && value <= most ? value : undefined;

/** Pids, worker ids, sequences, requests, bytes. */
export const count = whole(0, MOST);
/** A pipe's server has -1. */
export const port = whole(-1, 65_535);
/** Windows counts exit codes up to 2 ** 32, and a program may exit with a negative one. */
export const exitCode = whole(-(2 ** 32), 2 ** 32);
/** Status of an HTTP response. */
export const status = whole(0, 999);
/** Microseconds; negative for events from before the first one. */
export const time: Field<number> = (value) => (isNumber(value) && Math.abs(value) <= 2 ** 53 ? value : undefined);
export const text: Field<string> = (value) =>
  typeof value === 'string' && value.length <= LONGEST_TEXT ? value : undefined;
export const boolean: Field<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
export const signal: Field<string> = (value) =>
  typeof value === 'string' && /^SIG[A-Z0-9+]{2,12}$/.test(value) ? value : undefined;

export const oneOf =
  <const Word extends string>(...words: readonly Word[]): Field<Word> =>
  (value) =>
    words.find((word) => word === value);

export const orNull =
  <Value>(field: Field<Value>): Field<Value | null> =>
  (value) =>
    value === null ? null : field(value);

export const texts: Field<readonly string[]> = (value) =>
  Array.isArray(value) && value.length <= MOST_ENTRIES && value.every((each) => text(each) !== undefined)
    ? (value as readonly string[])
    : undefined;

/** Texts by name. */
export const environment: Field<Readonly<Record<string, string>>> = (value) => {
  if (!isRecord(value) || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const isGood = entries.length <= MOST_ENTRIES && entries.flat().every((each) => text(each) !== undefined);
  return isGood ? (value as Readonly<Record<string, string>>) : undefined;
};

/** A record, made anew of these fields alone. */
export function record<Own extends Fields>(fields: Own): Field<RecordOf<Own>> {
  const entries = Object.entries(fields);
  return (value) => {
    if (!isRecord(value)) return undefined;
    const own: Record<string, unknown> = {};
    for (const [name, field] of entries) {
      const read = field(value[name]);
      if (read === undefined) return undefined;
      own[name] = read;
    }
    return own as RecordOf<Own>;
  };
}

/** A record whose `tag` says which fields it has besides. */
export function union<Tag extends string, Kinds extends Readonly<Record<string, Fields>>>(
  tag: Tag,
  kinds: Kinds,
): Field<UnionOf<Tag, Kinds>> {
  const records = new Map<unknown, Field<unknown>>(
    Object.entries(kinds).map(([kind, fields]) => [kind, record({ [tag]: () => kind, ...fields })]),
  );
  return (value) =>
    isRecord(value) ? (records.get(value[tag])?.(value) as UnionOf<Tag, Kinds> | undefined) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
