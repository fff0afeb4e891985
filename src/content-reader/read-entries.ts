/** Reads a file of entries that name the step which shows them: the glossary, and what the editor tells of Node. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { parseYaml } from './parse.ts';
import { describeProblem, problem, type Problem } from './problem.ts';

type Entries = Readonly<Record<string, { readonly shownBy: string }>>;

export interface EntriesReading<Value> {
  /** Undefined where the file cannot be read as what it should be. */
  readonly entries: Value | undefined;
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
    return { entries: undefined, problems: [problem(file, 'this file', 'nothing', `Create ${file}.`)] };
  }
  const text = readFileSync(location, 'utf8');
  const { value: entries, problems, lineOf } = parseYaml(schema, { file, text });
  const lost = Object.entries(entries ?? {}).filter(([, { shownBy }]) => !steps.has(shownBy));
  return {
    entries,
    problems: [
      ...problems,
      ...lost.map(([id, { shownBy }]) =>
        problem(
          file,
          `${id}.shownBy to name a step`,
          shownBy,
          'Name a step that is there: <lesson>/<step>.',
          lineOf([id, 'shownBy']),
        ),
      ),
    ],
  };
}

/** @throws with every problem, each in full */
export function entriesIn<Value>({ entries, problems }: EntriesReading<Value>): Value {
  if (entries === undefined || problems.length > 0) throw new Error(problems.map(describeProblem).join('\n'));
  return entries;
}
