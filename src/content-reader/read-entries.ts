/** Reads a file of entries that name the step which shows them: the glossary, and what the editor tells of Node. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { checkShownBy } from './check-shown-by.ts';
import { parseYaml } from './parse.ts';
import { describeProblems, problem, type Problem } from './problem.ts';

type Entries = Readonly<Record<string, { readonly shownBy: string }>>;

export interface EntriesReading<Value> {
  /** Undefined where the file cannot be read as what it should be. */
  readonly entries: Value | undefined;
  /** Of all entries, also of those that are not in order; undefined where there is no reading them. */
  readonly names: readonly string[] | undefined;
  /** What keeps the entries from being shown; empty for a file that is in order. */
  readonly problems: readonly Problem[];
}

/**
 * @param root the content folder
 * @param steps ids of the course's steps
 */
export function readEntries<Value extends Entries>(
  schema: z.ZodType<Value>,
  file: string,
  root: string,
  steps: ReadonlySet<string>,
): EntriesReading<Value> {
  const location = path.join(root, file);
  if (!existsSync(location)) {
    const problems = [problem(file, 'this file', 'nothing', `Create ${file}.`)];
    return { entries: undefined, names: undefined, problems };
  }
  const text = readFileSync(location, 'utf8');
  const { value: entries, problems, source } = parseYaml(schema, { file, text });
  return { entries, names: source.keys, problems: [...problems, ...checkShownBy(source, [...steps])] };
}

/** @throws with every problem, each in full */
export function entriesIn<Value>({ entries, problems }: EntriesReading<Value>): Value {
  if (entries === undefined || problems.length > 0) throw new Error(describeProblems(problems));
  return entries;
}
