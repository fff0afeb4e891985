/** A text stands in a program's output exactly so many times. */
import type { OutputCountCheck } from '../check-output.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';

export function judgeOutputCount({ text, times }: OutputCountCheck, { output, entry }: ProgramFacts): Verdict {
  const count = output.split(text).length - 1;
  const found = `${entry} printed "${text}" ${count} times.`;
  if (count === times) return { passed: true, found };
  return {
    passed: false,
    expected: `"${text}" printed ${times} times.`,
    found,
    hint: 'Every process runs the file from its first line. Look at which lines run outside `if (cluster.isPrimary)`.',
  };
}
