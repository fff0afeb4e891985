/** Drives a step's scenario with some solution of it in a sandbox, and says what each of its checks found: in Node and in a page. */
import type { Files, StepProgram } from '../../src/core/lesson/step-program.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import { explain, ScenarioTooSlow } from '../../src/session/explain.ts';
import type { GuestTexts } from '../../src/session/guest.ts';
import { judge, type CheckState } from '../../src/session/judge.ts';
import { runScenario } from '../../src/session/scenario-runner.ts';

export interface Judgement {
  /** What the checks say that passed. */
  readonly passed: readonly string[];
  /** What a check says -> what it found instead. */
  readonly failed: Readonly<Record<string, string>>;
  /** What a check says -> what was seen on a computer that was too slow for it. */
  readonly notJudged: Readonly<Record<string, string>>;
}

/** What is wrong shows in less time than an author grants a solution. */
export const WRONG_PATIENCE = 0.5;

/** Closes the sandbox. */
export async function judgeStep(
  sandbox: Sandbox,
  step: StepProgram,
  files: Files,
  guests: GuestTexts,
  patience?: number,
): Promise<Judgement> {
  try {
    const facts = await runScenario({ sandbox, step, files, guests, onText: () => undefined, patience });
    return judgementOf(step.checks.map((check) => [check.says, judge(check, facts)]));
  } catch (error) {
    if (!(error instanceof ScenarioTooSlow)) throw error;
    return judgementOf(step.checks.map(({ says }) => [says, { kind: 'not-judged', ...explain(error, 'The check') }]));
  } finally {
    await sandbox.dispose();
  }
}

function judgementOf(states: readonly (readonly [says: string, state: CheckState])[]): Judgement {
  const passed: string[] = [];
  const failed: Record<string, string> = {};
  const notJudged: Record<string, string> = {};
  for (const [says, state] of states) {
    if (state.kind === 'judged' && state.verdict.passed) passed.push(says);
    else if (state.kind === 'judged') failed[says] = state.verdict.found;
    else if (state.kind === 'not-judged') {
      const { message, found = message, tryAgain } = state;
      (tryAgain === true ? notJudged : failed)[says] = found;
    }
  }
  return { passed, failed, notJudged };
}

/** What a computer that is too slow leaves open is no failure, and no success either. */
export function notPassed({ failed, notJudged }: Judgement): readonly string[] {
  return Object.keys({ ...failed, ...notJudged });
}
