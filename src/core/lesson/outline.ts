/** Folder names of the content set order and address: `03-cluster-basics/02-same-port`. */
import type { StepMatter } from './lesson.schema.ts';
import type { Files, StepProgram } from './step-program.ts';

const FOLDER = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

export interface Place {
  readonly order: number;
  /** The name in the address. */
  readonly slug: string;
}

/** Undefined for a folder with another kind of name. */
export function placeOf(folder: string): Place | undefined {
  const [, order, slug] = FOLDER.exec(folder) ?? [];
  return slug === undefined ? undefined : { order: Number(order), slug };
}

/** The runnable side of a step from its front matter and its folders. */
export function toStepProgram(id: string, matter: StepMatter, files: Files, solution: Files): StepProgram {
  const { entry, entries = [entry], args, env } = matter.run;
  const { scenario, checks, needs } = matter;
  const run = { entry, entries, args, env };
  return {
    id,
    run,
    files: entriesFirst(files, entries),
    solution: entriesFirst(solution, entries),
    scenario,
    checks,
    needs,
  };
}

/** The order of tabs: the programs as the step names them, then the files that they import. */
function entriesFirst(files: Files, entries: readonly string[]): Files {
  const rank = (path: string) => (entries.includes(path) ? entries.indexOf(path) : entries.length);
  return Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => rank(a) - rank(b)));
}
