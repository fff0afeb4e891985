/** The plausible wrong solution of a step (tests/content/wrong), and the check that it must fail. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Files } from '../../src/core/lesson/step-program.ts';

const WRONG = path.join(import.meta.dirname, '../content/wrong');

export interface WrongSolution {
  readonly files: Files;
  /** What the check says. */
  readonly fails: string;
}

/** @throws when the step has none */
export function wrongSolutionOf(step: string): WrongSolution {
  const folder = path.join(WRONG, step);
  if (!existsSync(folder)) throw new Error(`${step} has no wrong solution: put one into ${folder}.`);
  const { fails } = parse(readFileSync(path.join(folder, 'wrong.yaml'), 'utf8')) as { fails: string };
  const names = readdirSync(folder).filter((name) => name !== 'wrong.yaml');
  return {
    files: Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])),
    fails,
  };
}
