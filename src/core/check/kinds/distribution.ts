/** A load's requests were all answered, and each worker answered as many as expected: joined by connection, not by what a program says. */
import { answersByWorker } from '../../trace/connection-index.ts';
import type { DistributionCheck } from '../check.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { nameOfWorker, outcomesOf } from './load-of.ts';

export function judgeDistribution({ load, perWorker }: DistributionCheck, program: ProgramFacts): Verdict {
  const outcomes = outcomesOf(program, load);
  const counts = answersByWorker(outcomes, program.connections);
  const answered = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const found =
    `${answered} of ${outcomes.length} requests answered` +
    [...counts].map(([worker, count]) => `, ${count} by ${nameOfWorker(worker)}`).join('') +
    '.';
  const byWorkers = [...counts].filter(([worker]) => worker !== undefined && worker > 0).map(([, count]) => count);
  const passed = answered === outcomes.length && sameNumbers(byWorkers, perWorker) && byWorkers.length === counts.size;
  if (passed) return { passed, found };
  return {
    passed,
    expected: `Every request answered, ${perWorker.join(' and ')} by the workers.`,
    found,
    hint: 'The table "Requests per worker" shows who served what. Check which branch creates the server, and on which port.',
  };
}

function sameNumbers(some: readonly number[], others: readonly number[]): boolean {
  const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b).join();
  return sorted(some) === sorted(others);
}
