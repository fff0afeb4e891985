/** The spread of a load's answers over workers. */
import type { SpreadCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { answersByWorker } from '../../trace/connection-index.ts';
import { nameOfWorker, outcomesOf } from './load-of.ts';

export function judgeSpread({ load, workers, each }: SpreadCheck, program: ProgramFacts): Verdict {
  const counts = answersByWorker(outcomesOf(program, load), program.connections);
  const byWorkers = [...counts].filter(([worker]) => worker !== undefined && worker > 0);
  const found = `"${load}": ${[...counts].map(([worker, count]) => `${count} by ${nameOfWorker(worker)}`).join(', ') || 'nobody answered'}.`;
  const passed =
    byWorkers.length === workers &&
    byWorkers.length === counts.size &&
    byWorkers.every(([, count]) => inRange(count, each, program.parallelism));
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${workers} workers, each with ${describeRange(each, program.parallelism)} of the requests.`,
    found,
    hint: 'Connections are handed to workers, and all requests of one connection reach one worker.',
  };
}
