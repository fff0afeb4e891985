/** The plausible wrong solution of a step (tests/content/wrong), and the check that it must fail. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { wrongSolutionSchema } from '../../src/core/lesson/wrong-solution.schema.ts';
import { parseYaml } from '../../src/content-reader/parse.ts';
import { describeProblems } from '../../src/content-reader/problem.ts';
import type { Files, StepProgram } from '../../src/core/lesson/step-program.ts';

const WRONG = 'tests/content/wrong';

export interface WrongSolution {
  readonly files: Files;
  /** What the check says. */
  readonly fails: string;
}

/** @throws when the step has none, or one whose wrong.yaml has a mistake */
export function wrongSolutionOf({ id, checks }: Pick<StepProgram, 'id' | 'checks'>, root = WRONG): WrongSolution {
  const folder = path.join(root, id);
  const about = path.join(folder, 'wrong.yaml');
  if (!existsSync(about)) {
    throw new Error(
      `${id} has no wrong solution: put its files into ${folder}, with a wrong.yaml that has two lines, why: and fails:.`,
    );
  }
  const schema = wrongSolutionSchema.extend({ fails: z.enum(checks.map(({ says }) => says)) });
  const { value, problems } = parseYaml(schema, { file: about, text: readFileSync(about, 'utf8') });
  if (value === undefined || problems.length > 0) throw new Error(describeProblems(problems));
  const names = readdirSync(folder).filter((name) => name !== 'wrong.yaml');
  return {
    files: Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])),
    fails: value.fails,
  };
}
