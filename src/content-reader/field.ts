/** What a schema says of one field: in words, and by an example. */
import { z } from 'zod';
import type { Path } from './yaml-source.ts';

type Word = string | number | boolean;

/** What is asked of a JSON Schema here. */
export interface Field {
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: Word;
  readonly enum?: readonly Word[];
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Field;
  readonly additionalProperties?: Field | false;
  /** Of each entry, or one for each. */
  readonly items?: Field | readonly Field[];
  readonly anyOf?: readonly Field[];
  readonly oneOf?: readonly Field[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** As it is written by an author, before defaults are filled in. */
export function fieldOf(schema: z.ZodType): Field {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as Field;
}

/** @param data decides between kinds on the way. @returns undefined where the schema has no such place */
export function fieldAt(field: Field, path: Path, data: unknown): Field | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return field;
  const { items, properties, additionalProperties } = variantFor(field, data);
  const inner =
    properties?.[String(key)] ??
    (Array.isArray(items) ? (items as readonly Field[])[Number(key)] : (items as Field | undefined)) ??
    (additionalProperties || undefined);
  return inner && fieldAt(inner, rest, (data as Record<PropertyKey, unknown> | undefined)?.[key]);
}

/** The ways in which it may be written; itself where there is one. */
export function variantsOf(field: Field): readonly Field[] {
  const inner = field.oneOf ?? field.anyOf;
  return inner === undefined ? [field] : inner.flatMap(variantsOf);
}

/** The way in which the data is written, by its kind; the whole where that cannot be told. */
export function variantFor(field: Field, data: unknown): Field {
  const variants = variantsOf(field);
  if (typeof data !== 'object' || data === null) return field;
  const said = data as Record<string, unknown>;
  const chosen = variants.filter(
    ({ properties }) =>
      properties !== undefined &&
      Object.entries(properties).every(
        ([name, { const: only, default: usual }]) => only === undefined || only === (said[name] ?? usual),
      ),
  );
  return (chosen.length === 1 ? chosen[0] : variants.length === 1 ? variants[0] : undefined) ?? field;
}

/** The word by which a thing says what it is, for example `kind: choice`. */
export function choiceOf({ properties = {} }: Field): { readonly name: string; readonly word: string } | undefined {
  const [choice] = Object.entries(properties).flatMap(([name, { const: only }]) =>
    only === undefined ? [] : [{ name, word: String(only) }],
  );
  return choice;
}

/** “a whole number (1 to 60)” */
export function inWords(field: Field): string {
  const variants = variantsOf(field);
  const choices = variants.flatMap((variant) => choiceOf(variant) ?? []);
  if (choices.length > 1) return `fields, with ${choices[0]?.name}: ${choices.map(({ word }) => word).join(', ')}`;
  if (variants.length > 1) return [...new Set(variants.map(inWords))].join(', or ');
  const { type, const: only, enum: some, properties } = variants[0] ?? field;
  if (only !== undefined) return String(only);
  if (some !== undefined) return `one of ${some.map(quoted).join(', ')}`;
  switch (type) {
    case 'string':
      // That it is not empty goes without saying.
      return `text${bounds(field.minLength === 1 ? undefined : field.minLength, field.maxLength, 'character')}`;
    case 'integer':
      return `a whole number${bounds(field.minimum, field.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${bounds(field.minItems, field.maxItems, 'element')}`;
    default:
      return properties === undefined ? 'names with a value each' : `fields (${Object.keys(properties).join(', ')})`;
  }
}

/** A sentence needs to be told from the next. */
function quoted(word: Word): string {
  return String(word).includes(' ') ? `“${String(word)}”` : String(word);
}

/** “ (2 to 6 elements)”; empty where any number will do, which JSON Schema says by the largest that there is. */
function bounds(least: number | undefined, most: number | undefined, unit = ''): string {
  const from = least === Number.MIN_SAFE_INTEGER ? undefined : least;
  const to = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (from === undefined && to === undefined) return '';
  if (from === to) return ` (${from} ${unit}s)`;
  const words = from === undefined ? `at most ${to}` : to === undefined ? `at least ${from}` : `${from} to ${to}`;
  return ` (${words}${unit === '' ? '' : ` ${unit}${(to ?? from) === 1 ? '' : 's'}`})`;
}

/** What an author could write there. */
export function exampleOf(field: Field): unknown {
  const [variant = field] = variantsOf(field);
  const usual = typeof field.default === 'object' ? undefined : field.default;
  const given = field.examples?.[0] ?? usual ?? variant.examples?.[0] ?? variant.const ?? variant.enum?.[0];
  if (given !== undefined) return given;
  switch (variant.type) {
    case 'integer':
      return Math.max(1, variant.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array': {
      const { items = [] } = variant;
      return Array.isArray(items) ? items.map(exampleOf) : [exampleOf(items as Field)];
    }
    default:
      return exampleOfFields(variant);
  }
}

function exampleOfFields({ properties = {}, required = [], propertyNames, additionalProperties }: Field): unknown {
  const own = required.map((name): [string, unknown] => [name, exampleOf(properties[name] ?? {})]);
  const named = propertyNames &&
    additionalProperties && [String(exampleOf(propertyNames)), exampleOf(additionalProperties)];
  return Object.fromEntries(named ? [...own, named] : own);
}
