/** Everything that a program started over the whole run: workers, other processes, threads. */
import type { ProcessesCheck } from '../check-processes.schema.ts';
import type { Range } from '../check-fields.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { counted, livingWorkers } from './living.ts';

export function judgeProcesses(check: ProcessesCheck, { topology, parallelism: cores }: ProgramFacts): Verdict {
  const listening = livingWorkers(topology).filter(({ servers }) => servers.length > 0).length;
  const counts = [
    { range: check.workers, count: topology.workers.length, noun: 'worker', plural: 'workers', verb: 'forked' },
    {
      range: check.children,
      count: topology.children.length,
      noun: 'other process',
      plural: 'other processes',
      verb: 'started',
    },
    { range: check.threads, count: topology.threads, noun: 'thread', plural: 'threads', verb: 'started' },
    { range: check.listening, count: listening, noun: 'worker', plural: 'workers', verb: 'listening' },
  ].filter((each): each is typeof each & { range: Range } => each.range !== undefined);
  const found = `${counts.map(({ count, noun, plural, verb }) => `${counted(count, noun, plural)} ${verb}`).join(', ')}.`;
  const passed = counts.every(({ count, range }) => inRange(count, range, cores));
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${counts.map(({ range, plural, verb }) => `${plural} ${verb}: ${describeRange(range, cores)}`).join('; ')}.`,
    found,
    hint: 'The table "Requests per worker" has a row for every worker that ever lived; the terminal shows why one ended.',
  };
}
