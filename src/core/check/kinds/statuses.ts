/** The outcomes of a load's requests, counted by status. */
import type { StatusesCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { endingsOf, outcomesOf } from './load-of.ts';

export function judgeStatuses({ load, counts }: StatusesCheck, program: ProgramFacts): Verdict {
  const endings = endingsOf(outcomesOf(program, load));
  const found = `"${load}": ${[...endings].map(([ending, count]) => `${count} × ${ending}`).join(', ') || 'nothing sent'}.`;
  const wanted = Object.entries(counts);
  const passed = wanted.every(([ending, range]) => inRange(endings.get(ending) ?? 0, range, program.parallelism));
  if (passed) return { passed, found };
  return {
    passed,
    expected: `${wanted.map(([ending, range]) => `${describeRange(range, program.parallelism)} × ${ending}`).join(', ')}.`,
    found,
    hint: 'Each worker decides with what it knows. Ask yourself which process saw which request.',
  };
}
