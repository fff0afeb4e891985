/** A load's requests were all answered, as many by each worker as expected: by connection, not by the program's own words. */
import type { DistributionCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { answersOf, nameOfWorker, outcomesOf } from './load-of.ts';

type Among = NonNullable<DistributionCheck['among']>;

const HINTS: Readonly<Record<Among, string>> = {
  workers:
    'The table "Requests per worker" shows who served what. Check which branch creates the server, and on which port.',
  children: "A child serves a visitor when it holds the visitor's own connection: bytes that are copied do not count.",
};

export function judgeDistribution(
  { load, perWorker, among = 'workers' }: DistributionCheck,
  program: ProgramFacts,
): Verdict {
  const outcomes = outcomesOf(program, load);
  const answers = answersOf(program, load);
  const counts = new Map<string, { count: number; counts: boolean }>();
  for (const answer of answers) {
    const { name, isMeant } = serverOf(program.connections.servedBy(answer), among, program);
    counts.set(name, { count: (counts.get(name)?.count ?? 0) + 1, counts: isMeant });
  }
  const found =
    `${answers.length} of ${outcomes.length} requests answered` +
    [...counts].map(([name, { count }]) => `, ${count} by ${name}`).join('') +
    '.';
  const byWorkers = [...counts.values()].filter((each) => each.counts).map(({ count }) => count);
  const passed =
    answers.length === outcomes.length && sameNumbers(byWorkers, perWorker) && byWorkers.length === counts.size;
  if (passed) return { passed, found };
  return {
    passed,
    expected: `Every request answered, ${perWorker.join(' and ')} by the ${among}.`,
    found,
    hint: HINTS[among],
  };
}

type Served = ReturnType<ProgramFacts['connections']['servedBy']>;

/** A finding's name for the serving process, and whether it is among the expected ones. */
function serverOf(served: Served, among: Among, { topology }: ProgramFacts) {
  const child = topology.children.findIndex(({ pid }) => pid === served?.pid);
  if (child >= 0) return { name: `child ${child + 1}`, isMeant: among === 'children' };
  const worker = served?.worker;
  return { name: nameOfWorker(worker), isMeant: among === 'workers' && worker !== undefined && worker > 0 };
}

function sameNumbers(some: readonly number[], others: readonly number[]): boolean {
  const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b).join();
  return sorted(some) === sorted(others);
}
