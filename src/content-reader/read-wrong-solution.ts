/** Reads an author's notes on a step's wrong solution: what it must fail is one of the step's checks. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { wrongSolutionSchema } from '../core/lesson/wrong-solution.schema.ts';
import type { StepProgram } from '../core/lesson/step-program.ts';
import { parseYaml, type Parsed } from './parse.ts';
import { problem } from './problem.ts';

/** Where wrong solutions are, from the root of the repository. */
export const WRONG_SOLUTIONS = 'tests/content/wrong';

type Notes = Omit<Parsed<z.output<typeof wrongSolutionSchema>>, 'source'>;

/** @param root the folder of the course's wrong solutions */
export function readWrongSolution({ id, checks }: Pick<StepProgram, 'id' | 'checks'>, root = WRONG_SOLUTIONS): Notes {
  const folder = `${root}/${id}`;
  const file = `${folder}/wrong.yaml`;
  if (!existsSync(file)) {
    const fix = `Put its files into ${folder}, with a wrong.yaml that has two lines, why: and fails:.`;
    return { value: undefined, problems: [problem(file, `a wrong solution of ${id}`, 'none', fix)] };
  }
  const schema = wrongSolutionSchema.extend({ fails: z.enum(checks.map(({ says }) => says)) });
  return parseYaml(schema, { file, text: readFileSync(file, 'utf8') });
}
