/** The part of a load that was answered by replacements of other workers. */
import type { NewcomersCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { answersOf } from './load-of.ts';

export function judgeNewcomers(check: NewcomersCheck, program: ProgramFacts): Verdict {
  const answers = answersOf(program, check.load).filter(({ request }) => request >= check.fromRequest);
  const byNew = answers.filter((answer) => (program.connections.workerOf(answer) ?? 0) > check.above);
  const percent = answers.length === 0 ? 0 : Math.round((byNew.length / answers.length) * 100);
  const found = `${byNew.length} of ${answers.length} answers (${percent} %) came from workers with an id above ${check.above}.`;
  const passed = answers.length > 0 && inRange(percent, check.percent, program.parallelism);
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${describeRange(check.percent, program.parallelism)} percent from new workers.`,
    found,
    hint: 'A connection stays with its worker. As long as the old ones keep theirs, the new ones get nothing.',
  };
}
