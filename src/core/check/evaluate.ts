/** Judges a check by a scenario's facts. Pure; the schema was checked at build time, so no zod here. */
import { errorPlace } from '../trace/error-place.ts';
import type { CheckSpec } from './check.schema.ts';
import type { ProgramFacts, ScenarioFacts, Verdict } from './facts.ts';
import { judgeAnsweredByWorkers } from './kinds/answered-by-workers.ts';
import { judgeAnswered } from './kinds/answered.ts';
import { judgeConcurrent } from './kinds/concurrent.ts';
import { judgeDistribution } from './kinds/distribution.ts';
import { judgeEnd } from './kinds/end.ts';
import { judgeExits } from './kinds/exits.ts';
import { judgeFindings } from './kinds/findings.ts';
import { judgeHandedOver } from './kinds/handed-over.ts';
import { judgeHeldUp } from './kinds/held-up.ts';
import { judgeLifecycleLog } from './kinds/lifecycle-log.ts';
import { judgeNeverFewer } from './kinds/never-fewer.ts';
import { judgeNewcomers } from './kinds/newcomers.ts';
import { judgeOneSocket } from './kinds/one-socket.ts';
import { judgeOrder } from './kinds/order.ts';
import { judgeOutputCount } from './kinds/output-count.ts';
import { judgeOutputMatch } from './kinds/output-match.ts';
import { judgePorts } from './kinds/ports.ts';
import { judgeProcesses } from './kinds/processes.ts';
import { judgeReceived } from './kinds/received.ts';
import { judgeRequests } from './kinds/requests.ts';
import { judgeSideBySide } from './kinds/side-by-side.ts';
import { judgeSpread } from './kinds/spread.ts';
import { judgeStatuses } from './kinds/statuses.ts';
import { judgeThreadsNamed } from './kinds/threads-named.ts';
import { judgeWorkerEnv } from './kinds/worker-env.ts';
import { judgeWorkers } from './kinds/workers.ts';

/**
 * The first program that fails decides, a failure beyond doubt before others; otherwise the last finding stands for all.
 * @throws when no program matches
 */
export function evaluateCheck(check: CheckSpec, facts: ScenarioFacts): Verdict {
  const programs = facts.programs.filter(({ name }) => check.program === undefined || name === check.program);
  const verdicts = programs.map((program) => withCause(judgeProgram(check, program, facts), check, program, facts));
  const failures = verdicts.filter((verdict) => !verdict.passed);
  const verdict = failures.find(({ inDoubt }) => inDoubt !== true) ?? failures[0] ?? verdicts.at(-1);
  if (verdict === undefined) throw new Error(`The scenario never started ${check.program ?? 'a program'}.`);
  return verdict;
}

/** The end of the program explains everything that it did not do, on any computer: no other hint is as near. */
function withCause(verdict: Verdict, check: CheckSpec, program: ProgramFacts, { files = {} }: ScenarioFacts): Verdict {
  if (verdict.passed) return verdict;
  const ended = whoFailed(program);
  const place = ended === undefined ? undefined : errorPlace(program.output, Object.keys(files));
  if (place === undefined) {
    return { ...verdict, hint: check.hint ?? verdict.hint, ...(program.tooSlow === true ? { inDoubt: true } : {}) };
  }
  const { file, line, message } = place;
  return { ...verdict, hint: `An error ended ${ended}, at line ${line} of ${file}: ${message}. Mend that first.` };
}

/** A crash of a worker may be the step's intention; a slip of the author is not. */
function whoFailed({ exit, topology }: ProgramFacts): string | undefined {
  if (exit?.code) return 'the program';
  const slipped = topology.workers.find(({ crash }) => crash !== null && SLIPS.has(crash.name));
  return slipped && `worker ${slipped.id}`;
}

const SLIPS: ReadonlySet<string> = new Set(['SyntaxError', 'ReferenceError']);

function judgeProgram(check: CheckSpec, program: ProgramFacts, { files = {} }: ScenarioFacts): Verdict {
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
    case 'answered':
      return judgeAnswered(check, program);
    case 'statuses':
      return judgeStatuses(check, program);
    case 'order':
      return judgeOrder(check, program);
    case 'held-up':
      return judgeHeldUp(check, program);
    case 'concurrent':
      return judgeConcurrent(check, program);
    case 'processes':
      return judgeProcesses(check, program);
    case 'exits':
      return judgeExits(check, program);
    case 'end':
      return judgeEnd(check, program);
    case 'output-match':
      return judgeOutputMatch(check, program);
    case 'spread':
      return judgeSpread(check, program);
    case 'newcomers':
      return judgeNewcomers(check, program);
    case 'never-fewer':
      return judgeNeverFewer(check, program);
    case 'received':
      return judgeReceived(check, program);
    case 'side-by-side':
      return judgeSideBySide(check, program);
    case 'requests':
      return judgeRequests(check, program);
    case 'lifecycle-log':
      return judgeLifecycleLog(program);

    case 'handed-over':
      return judgeHandedOver(check, program);
    case 'findings':
      return judgeFindings(check, program, files);
    case 'threads-named':
      return judgeThreadsNamed(check, program);
    default:
      return check satisfies never;
  }
}
