/** The output matches a pattern a number of times, and the numbers in it are as expected. */
import { plural } from '../../plural.ts';
import { withoutQuotes } from '../../trace/error-place.ts';
import type { OutputMatchCheck } from '../check-output.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';

export function judgeOutputMatch({ pattern, times, number }: OutputMatchCheck, program: ProgramFacts): Verdict {
  const { name, parallelism } = program;
  // Colours are for the eye.
  const output = withoutQuotes(program.output.replaceAll(/\u001b\[[0-9;]*m/g, '').replaceAll('\r\n', '\n'));
  const matches = [...output.matchAll(new RegExp(pattern, 'gm'))];
  const last = matches.at(-1);
  const value = Number(last?.[1]);
  const found = `${name} printed ${plural(matches.length, 'such line')}${last ? `, the last "${last[0]}"` : ''}.`;
  const hasNumber = number === undefined || inRange(value, number, parallelism);
  const passed = inRange(matches.length, times, parallelism) && hasNumber;
  if (passed) return { passed, found };
  return {
    passed,
    expected:
      `Lines like /${pattern}/: ${describeRange(times, parallelism)}` +
      (number === undefined ? '.' : `, with a number, ${describeRange(number, parallelism)}.`),
    found,
    hint: 'The terminal shows all that was printed.',
  };
}
