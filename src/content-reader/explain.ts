/** Says of what a schema refused where it stands, what belongs there, and by an example how that is written. */
import { stringify } from 'yaml';
import type { z } from 'zod';
import { exampleOf, fieldAt, inWords, type Field } from './field.ts';
import type { Problem } from './problem.ts';
import type { Path, YamlSource } from './yaml-source.ts';

export type Issue = z.core.$ZodIssue;

/** What is judged, and by what. */
export interface Judged {
  readonly source: YamlSource;
  readonly data: unknown;
  readonly field: Field;
}

/** Of the ways in which something may be written the author went one, and slipped further in: what is wrong there. */
export function furthestIn(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const way = issue.errors.find((issues) => issues.every(({ path }) => path.length > 0));
  if (way === undefined) return [issue];
  return way.flatMap((inner) => furthestIn({ ...inner, path: [...issue.path, ...inner.path] }));
}

export function explain(issue: Issue, { source, data, field: whole }: Judged): Problem {
  const { path } = issue;
  const value = valueAt(data, path);
  // Before the kind is known, the field that tells it belongs to none.
  const field = fieldAt(whole, path, data) ?? { enum: wordsOf(issue) };
  const rule = ruleOf(issue);
  const about = rule === undefined && field.description !== undefined ? `. ${field.description}` : '';
  const place = {
    file: source.file,
    line: source.lineOf(path),
    expected: `${placeOf(path)}${rule ?? inWords(field)}${about}`,
  };
  if (issue.code === 'invalid_key') return { ...place, found: String(path.at(-1)), fix: 'Rename it.' };
  if (value === undefined || value === null) {
    return { ...place, found: 'nothing', fix: 'Add it.', example: written(path, exampleOf(field)) };
  }
  const found = `${JSON.stringify(value).slice(0, 120)}${sizeOf(issue, value)}`;
  if (field.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    const fix = 'Put it in quotes: without them YAML takes it for no text.';
    return { ...place, found, fix, example: written(path, String(value)) };
  }
  // A rule that parts keep with each other is shown by an author's example alone.
  const example = issue.code === 'custom' ? field.examples?.[0] : exampleOf(field);
  const fix = example === undefined ? 'Change it so that this is true.' : 'Write it as in the example.';
  return { ...place, found, fix, ...(example === undefined ? {} : { example: written(path, example) }) };
}

/** “no. 1 › options 2 › feedback: ” */
export function placeOf(path: Path): string {
  const words = path.map((part, index) => {
    if (typeof part !== 'number') return `${index === 0 ? '' : ' › '}${String(part)}`;
    return `${index === 0 ? 'no.' : ''} ${part + 1}`;
  });
  return words.length === 0 ? '' : `${words.join('')}: `;
}

/** The schema's own words, where it has some. */
function ruleOf(issue: Issue): string | undefined {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message;
  return issue.code === 'invalid_format' && !issue.message.startsWith('Invalid') ? issue.message : undefined;
}

/** The words of which it must be one, where that is what is wrong. */
export function wordsOf(issue: Issue): readonly string[] {
  const { values, options = values ?? [] } = issue as Partial<Record<'values' | 'options', readonly unknown[]>>;
  return options.filter((word) => typeof word === 'string');
}

/** Where the size is what is wrong. */
function sizeOf({ code }: Issue, value: unknown): string {
  if (code !== 'too_big' && code !== 'too_small') return '';
  if (typeof value === 'string') return ` (${value.length} characters)`;
  return Array.isArray(value) ? ` (${value.length} in all)` : '';
}

function written(path: Path, value: unknown): string {
  const key = path.at(-1);
  const whole = key === undefined ? value : typeof key === 'number' ? [value] : { [key]: value };
  return stringify(whole, { lineWidth: 0, singleQuote: true });
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data);
}
