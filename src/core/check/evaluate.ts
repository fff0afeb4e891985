/** Judges a check by what was seen. Pure; the schema has already been checked at build time, so no zod here. */
import type { CheckSpec } from './check.schema.ts';
import type { ProgramFacts, ScenarioFacts, Verdict } from './facts.ts';
import { judgeAnsweredByWorkers } from './kinds/answered-by-workers.ts';
import { judgeDistribution } from './kinds/distribution.ts';
import { judgeOneSocket } from './kinds/one-socket.ts';
import { judgeOutputCount } from './kinds/output-count.ts';
import { judgePorts } from './kinds/ports.ts';
import { judgeWorkerEnv } from './kinds/worker-env.ts';
import { judgeWorkers } from './kinds/workers.ts';

/** The first program that fails decides; otherwise the last one's finding stands for all. @throws when no program matches */
export function evaluateCheck(check: CheckSpec, facts: ScenarioFacts): Verdict {
  const programs = facts.programs.filter(({ entry }) => check.program === undefined || entry === check.program);
  const verdicts = programs.map((program) => judgeProgram(check, program));
  const verdict = verdicts.find(({ passed }) => !passed) ?? verdicts.at(-1);
  if (verdict === undefined) throw new Error(`The scenario never started ${check.program ?? 'a program'}.`);
  return verdict.passed || check.hint === undefined ? verdict : { ...verdict, hint: check.hint };
}

function judgeProgram(check: CheckSpec, program: ProgramFacts): Verdict {
  switch (check.kind) {
    case 'output-count':
      return judgeOutputCount(check, program);
    case 'distribution':
      return judgeDistribution(check, program);
    case 'answered-by-workers':
      return judgeAnsweredByWorkers(check, program);
    case 'workers':
      return judgeWorkers(check, program);
    case 'one-socket':
      return judgeOneSocket(program);
    case 'ports':
      return judgePorts(check, program);
    case 'worker-env':
      return judgeWorkerEnv(check, program);
    default:
      return check satisfies never;
  }
}
