/** The runnable side of a step, for a page's workspace and for CI. Parsed and validated at build time. */
import type { CheckSpec } from '../check/check.schema.ts';
import type { ScenarioAction } from '../check/scenario.schema.ts';
import type { Need } from './needs.ts';

/** Path relative to the program's folder -> text. */
export type Files = Readonly<Record<string, string>>;

export interface StepProgram {
  /** `<lesson>/<step>`, as in the URL: `cluster-basics/same-port`. */
  readonly id: string;
  readonly run: RunSpec;
  readonly files: Files;
  /** Laid over `files`, the solution passes every check. */
  readonly solution: Files;
  readonly scenario: readonly ScenarioAction[];
  readonly checks: readonly CheckSpec[];
  /** Needs of the step beyond the guard, for example `proc-fs`. */
  readonly needs: readonly Need[];
}

export interface RunSpec {
  /** The file that Run starts. */
  readonly entry: string;
  /** Every file that Run can start, `entry` among them: it starts the one whose tab is open. */
  readonly entries: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
