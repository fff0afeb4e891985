/** Drives a step's scenario with some solution of it in a sandbox, and says what each of its checks found: in Node and in a page. */
import { evaluateCheck } from '../../src/core/check/evaluate.ts';
import type { Files, StepProgram } from '../../src/core/lesson/step-program.ts';
import type { Sandbox } from '@cluster-lab/sandbox';
import type { GuestTexts } from '../../src/session/guest.ts';
import { runScenario } from '../../src/session/scenario-runner.ts';

export interface Judgement {
  /** What the checks say that passed. */
  readonly passed: readonly string[];
  /** What a check says -> what it found instead. */
  readonly failed: Readonly<Record<string, string>>;
}

/** Closes the sandbox. */
export async function judgeStep(
  sandbox: Sandbox,
  step: StepProgram,
  files: Files,
  guests: GuestTexts,
): Promise<Judgement> {
  try {
    const facts = await runScenario({ sandbox, step, files, guests, onText: () => undefined });
    const verdicts = step.checks.map((check) => ({ says: check.says, verdict: evaluateCheck(check, facts) }));
    const failed = verdicts.filter(({ verdict }) => !verdict.passed).map(({ says, verdict }) => [says, verdict.found]);
    return {
      passed: verdicts.filter(({ verdict }) => verdict.passed).map(({ says }) => says),
      failed: Object.fromEntries(failed) as Record<string, string>,
    };
  } finally {
    await sandbox.dispose();
  }
}
