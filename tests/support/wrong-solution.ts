/** The plausible wrong solution of a step (tests/content/wrong), and the check that it must fail. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeProblems } from '../../src/content-reader/problem.ts';
import { readWrongSolution, WRONG_SOLUTIONS } from '../../src/content-reader/read-wrong-solution.ts';
import type { Files, StepProgram } from '../../src/core/lesson/step-program.ts';

export interface WrongSolution {
  readonly files: Files;
  /** What the check says. */
  readonly fails: string;
}

/** @throws when the step has none, or one whose wrong.yaml has a mistake */
export function wrongSolutionOf(step: Pick<StepProgram, 'id' | 'checks'>, root = WRONG_SOLUTIONS): WrongSolution {
  const { value, problems } = readWrongSolution(step, root);
  if (value === undefined || problems.length > 0) throw new Error(describeProblems(problems));
  const folder = path.join(root, step.id);
  const names = readdirSync(folder).filter((name) => name !== 'wrong.yaml');
  return {
    files: Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])),
    fails: value.fails,
  };
}
