/** The exact number of times that a text stands in a program's output. */
import { withoutQuotes } from '../../trace/error-place.ts';
import type { OutputCountCheck } from '../check-output.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';

export function judgeOutputCount({ text, times }: OutputCountCheck, { output, entry }: ProgramFacts): Verdict {
  const count = withoutQuotes(output).split(text).length - 1;
  const found = count === 0 ? `${entry} never printed "${text}".` : `${entry} printed "${text}" ${inWords(count)}.`;
  if (count === times) return { passed: true, found };
  return {
    passed: false,
    expected: times === 0 ? `"${text}" is never printed.` : `"${text}" printed ${inWords(times)}.`,
    found,
    hint:
      count > times
        ? 'Every process runs the file from its first line. Look at which lines run outside `if (cluster.isPrimary)`.'
        : 'Is the line that prints it reached in each process that should print it?',
  };
}

function inWords(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
