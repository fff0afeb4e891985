/** The number of times that each subscriber received a text, by the subscribers' own answers. */
import type { ReceivedCheck } from '../check-requests.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { describeRange, inRange } from '../range.ts';
import { answersOf, outcomesOf } from './load-of.ts';

export function judgeReceived({ load, text, times }: ReceivedCheck, program: ProgramFacts): Verdict {
  const heard = answersOf(program, load).map(({ result }) => result.body.split(text).length - 1);
  const found =
    heard.length === 0
      ? 'No subscriber was let in.'
      : `The ${heard.length} subscribers heard "${text}" ${heard.join(', ')} times.`;
  const passed =
    heard.length > 0 &&
    heard.length === outcomesOf(program, load).length &&
    heard.every((count) => inRange(count, times, program.parallelism));
  if (passed) return { passed, found };
  return {
    passed,
    expected: `Each subscriber hears it: ${describeRange(times, program.parallelism)}.`,
    found,
    hint: 'A worker can only tell those whose connection it holds. Who could tell the other workers?',
  };
}
